//! The way of a notice through a body.

use crate::domain::coded::coded;

coded! {
    /// How far a notice has come at a body. Each step includes the ones before it.
    DeliveryState {
        /// 未読: nobody of the body has opened it.
        Unread = "unread", "未読", "Unread";
        /// 閲覧: somebody has opened it.
        Opened = "opened", "閲覧", "Opened";
        /// 確認: somebody has said so by the button.
        Confirmed = "confirmed", "確認", "Confirmed";
        /// 担当割当: somebody is in charge of it.
        Assigned = "assigned", "担当割当", "Assigned";
    }
}

coded! {
    /// What happens to a notice at a body.
    DeliveryEvent {
        /// Somebody opens it.
        Open = "open", "閲覧した", "opened it";
        /// Somebody confirms it.
        Confirm = "confirm", "確認した", "confirmed it";
        /// Somebody is put in charge.
        Assign = "assign", "担当者を割り当てた", "assigned it";
        /// The person in charge is taken off.
        Unassign = "unassign", "担当者を外した", "took the assignment back";
    }
}

impl DeliveryState {
    /// The state after an event. Opening again what is confirmed changes nothing.
    #[must_use]
    pub fn after(self, event: DeliveryEvent) -> Self {
        match event {
            DeliveryEvent::Open => self.max(Self::Opened),
            DeliveryEvent::Confirm => self.max(Self::Confirmed),
            DeliveryEvent::Assign => Self::Assigned,
            DeliveryEvent::Unassign => self.min(Self::Confirmed),
        }
    }

    /// Whether the body has confirmed it.
    pub fn is_confirmed(self) -> bool {
        self >= Self::Confirmed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(DeliveryState::Unread, DeliveryEvent::Open, DeliveryState::Opened)]
    #[case(DeliveryState::Unread, DeliveryEvent::Confirm, DeliveryState::Confirmed)]
    #[case(DeliveryState::Confirmed, DeliveryEvent::Open, DeliveryState::Confirmed)]
    #[case(DeliveryState::Confirmed, DeliveryEvent::Assign, DeliveryState::Assigned)]
    #[case(DeliveryState::Assigned, DeliveryEvent::Confirm, DeliveryState::Assigned)]
    #[case(DeliveryState::Assigned, DeliveryEvent::Unassign, DeliveryState::Confirmed)]
    #[case(DeliveryState::Opened, DeliveryEvent::Unassign, DeliveryState::Opened)]
    fn delivery_climbs(#[case] from: DeliveryState, #[case] event: DeliveryEvent, #[case] to: DeliveryState) {
        assert_eq!(from.after(event), to);
    }
}
