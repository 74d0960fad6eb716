//! Icons: one line each on a square of 24, drawn in the colour of the text.

use leptos::{prelude::*, tachys::html::InertElement};

macro_rules! icons {
    ($($(#[$doc:meta])* $name:ident = $path:literal;)+) => {
        /// What an icon stands for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum IconName {
            $($(#[$doc])* $name,)+
        }

        impl IconName {
            /// The drawing. There are dozens on a page, so it is put together when the program is built.
            const fn html(self) -> &'static str {
                match self {
                    $(Self::$name => concat!(
                        r#"<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=""#,
                        $path,
                        r#""></path></svg>"#,
                    ),)+
                }
            }
        }
    };
}

/// An icon. Screen readers skip it, so a word must stand beside it.
#[component]
pub fn Icon(
    /// Which.
    name: IconName,
) -> impl IntoView {
    InertElement::new(name.html())
}

icons! {
    /// An error, or something overdue.
    AlertCircle = "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18M12 7v6M12 16.5v.5";
    /// A warning.
    AlertTriangle = "M12 3.5L2.5 20h19zM12 10v4.5M12 17v.3";
    /// Onwards.
    ArrowRight = "M4 12h16M13 5l7 7l-7 7";
    /// Reminders.
    Bell = "M6 17V11a6 6 0 0 1 12 0v6l2 2H4zM10 21.5h4M12 5V3";
    /// Glossary or manual.
    Book = "M4 5.5C7 4 10 4.5 12 6c2-1.5 5-2 8-.5V19c-3-1.5-6-1-8 .5c-2-1.5-5-2-8-.5zM12 6v13.5";
    /// A body.
    Building = "M5 21V4h9v17M14 9h5v12M3 21h18M8 8h3M8 12h3M8 16h3";
    /// A date.
    Calendar = "M4 6h16v14H4zM4 10.5h16M8 3.5V7M16 3.5V7";
    /// A deadline that was extended.
    CalendarPlus = "M4 6h16v14H4zM4 10.5h16M8 3.5V7M16 3.5V7M12 12.5v5M9.5 15h5";
    /// Figures as a picture.
    Chart = "M4 3v17h17M8 16v-5M12.5 16V7M17 16v-7";
    /// Done.
    Check = "M4.5 12.5l5 5L20 7";
    /// Done and confirmed.
    CheckCircle = "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18M7.5 12.3l3.2 3.2L16.5 9.5";
    /// Accepted.
    CheckDouble = "M2 12.5l4.5 4.5L16 7.5M11.5 16l1 1L22 7.5";
    /// Opens downwards.
    ChevronDown = "M6 9l6 6l6-6";
    /// The page before.
    ChevronLeft = "M15 5l-7 7l7 7";
    /// The page after.
    ChevronRight = "M9 5l7 7l-7 7";
    /// Not begun.
    Circle = "M12 4.5a7.5 7.5 0 1 0 0 15a7.5 7.5 0 0 0 0-15";
    /// Time left.
    Clock = "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18M12 7v5.5l3.5 2";
    /// Closes or removes.
    Close = "M5.5 5.5l13 13M18.5 5.5l-13 13";
    /// Talk.
    Comment = "M4 5h16v11h-9l-4.5 4v-4H4z";
    /// A copy.
    Copy = "M8 8h12v12H8zM16 8V4H4v12h4";
    /// Saves a file.
    Download = "M12 3.5V15M6.5 10l5.5 5.5l5.5-5.5M4 20h16";
    /// Seen.
    Eye = "M2.5 12C5 7.5 8.5 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-6 6.5-9.5 6.5S5 16.5 2.5 12M12 9a3 3 0 1 0 0 6a3 3 0 0 0 0-6";
    /// A file of any kind.
    File = "M6 3h8l4.5 4.5V21H6zM14 3v5h4.5";
    /// A document.
    FileText = "M6 3h8l4.5 4.5V21H6zM14 3v5h4.5M9 12.5h6M9 16.5h6";
    /// Narrows a list.
    Filter = "M4 5h16l-6 7.5V19l-4 1.5v-8z";
    /// The language.
    Globe = "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18M3 12h18M12 3c-5 5-5 13 0 18M12 3c5 5 5 13 0 18";
    /// Help.
    Help = "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18M9.5 9.5c0-3.5 5-3.3 5 0c0 2-2.5 2-2.5 4M12 16.7v.3";
    /// The home page.
    Home = "M4 11.5L12 4l8 7.5V20h-5.5v-5.5h-5V20H4z";
    /// Notices.
    Inbox = "M3.5 13.5L6.5 5h11l3 8.5V19h-17zM3.5 13.5H8.5l1.5 2.5h4l1.5-2.5h5";
    /// Something to know.
    Info = "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18M12 11v6M12 7v.3";
    /// A link.
    Link = "M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7L12 7M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7L12 17";
    /// A list.
    List = "M9 6h11M9 12h11M9 18h11M4.5 6v.01M4.5 12v.01M4.5 18v.01";
    /// Closed or secret.
    Lock = "M5.5 11h13v10h-13zM8 11V7.5a4 4 0 0 1 8 0V11";
    /// Leaves.
    LogOut = "M10 4H4v16h6M9.5 12H20M15.5 7.5L20 12l-4.5 4.5";
    /// Not opened yet.
    Mail = "M3 5.5h18v13H3zM3 6.5l9 7l9-7";
    /// Opened.
    MailOpen = "M3 10l9-6.5l9 6.5v10H3zM3 10.5l9 6l9-6";
    /// The ways through the product.
    Menu = "M4 6h16M4 12h16M4 18h16";
    /// Nothing applies.
    Minus = "M5 12h14";
    /// Attachments.
    Paperclip = "M19.5 11.5l-7.5 7.5a5 5 0 0 1-7-7l8-8a3.3 3.3 0 0 1 4.7 4.7l-7.7 7.7a1.6 1.6 0 0 1-2.3-2.3l7-7";
    /// Being written.
    Pencil = "M4 20l1-4.5L16.5 4L20 7.5L8.5 19zM14 6.5l3.5 3.5";
    /// Adds.
    Plus = "M12 5v14M5 12h14";
    /// Prints.
    Printer = "M7 9V3.5h10V9M7 17H3.5V9h17v8H17M7 14h10v6.5H7z";
    /// Changed, to be looked at again.
    Refresh = "M20 12a8 8 0 1 1-2.5-5.8M20 3v5h-5";
    /// Sent back.
    Reply = "M9 5l-6 6l6 6M3.5 11H14a6 6 0 0 1 6 6v2";
    /// Searches.
    Search = "M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13M15.5 15.5L20.5 20.5";
    /// Sent in.
    Send = "M3.5 11L20.5 4l-5 16.5l-4-7.5zM11.5 13l4-4";
    /// Settings.
    Settings = "M4 7h9M17 7h3M4 17h3M11 17h9M15 4.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 0 0 0-5M9 14.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 0 0 0-5";
    /// Handed to others.
    Share = "M6 9.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 0 0 0-5M18 3.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 0 0 0-5M18 15.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 0 0 0-5M8.3 10.8l7.4-3.7M8.3 13.2l7.4 3.7";
    /// Protection or audit.
    Shield = "M12 3l8 3v6c0 4.5-3.5 7.5-8 9c-4.5-1.5-8-4.5-8-9V6zM8.5 12l2.5 2.5l4.5-5";
    /// Waiting for approval.
    Stamp = "M9 4.5a3 3 0 0 1 6 0c0 3-1.5 3.5-1.5 7.5H19v5H5v-5h5.5C10.5 8 9 7.5 9 4.5M5 20.5h14";
    /// Entered on behalf.
    Swap = "M4 8.5h15M15 4.5l4 4l-4 4M20 15.5H5M9 11.5l-4 4l4 4";
    /// Surveys and tables.
    Table = "M3.5 5h17v14h-17zM3.5 10h17M3.5 14.5h17M9.5 5v14";
    /// Removes for good.
    Trash = "M4.5 6.5h15M9 6V3.5h6V6M6.5 6.5L7.5 20.5h9l1-14M10 10.5v6M14 10.5v6";
    /// Sends a file.
    Upload = "M12 16V4.5M6.5 9.5L12 4l5.5 5.5M4 20h16";
    /// A person.
    User = "M12 4a4 4 0 1 0 0 8a4 4 0 0 0 0-8M4 21c.5-4.5 3.5-6.5 8-6.5s7.5 2 8 6.5";
    /// People.
    Users = "M9 5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 0 0 0-7M2.5 20c.3-4 2.7-5.5 6.5-5.5s6.2 1.5 6.5 5.5M15.5 5.2a3.5 3.5 0 0 1 0 6.6M18 14.8c2.2.7 3.3 2.4 3.5 5.2";
}
