//! Words of surveys, for those who collect and for lists.

use super::Text;

/// Begins a survey.
pub const NEW: Text = Text { ja: "新しい調査を作る", en: "New survey" };
/// List of the surveys that a body has to answer.
pub const MINE: Text = Text { ja: "回答する調査", en: "Surveys to answer" };
/// The closed ones of them.
pub const MINE_CLOSED: Text = Text { ja: "終了した調査", en: "Closed surveys" };
/// Every state.
pub const ALL: Text = Text { ja: "全て", en: "All" };
/// 件名.
pub const TITLE: Text = Text { ja: "件名", en: "Title" };
/// 文書番号.
pub const NUMBER: Text = Text { ja: "文書番号", en: "Number" };
/// What a number looks like.
pub const NUMBER_HINT: Text = Text {
    ja: "例：市町村第123号。番号のない調査は空欄のままにします。",
    en: "For example 市町村第123号. Leave it blank where there is none.",
};
/// What it is for.
pub const DESCRIPTION: Text = Text { ja: "趣旨・注意事項", en: "Purpose and notes" };
/// How it is written.
pub const DESCRIPTION_HINT: Text = Text {
    ja: "何のための調査か、何に使うかを書きます。見出しは「# 」、箇条書きは「- 」で始めます。",
    en: "Tell what it is for and what becomes of it. Begin headings with \"# \" and list items with \"- \".",
};
/// Whom to ask.
pub const CONTACT: Text = Text { ja: "問合せ先", en: "Contact" };
/// What belongs to it.
pub const CONTACT_HINT: Text = Text {
    ja: "課・係、氏名、電話（内線）、メールアドレス",
    en: "Section, name, telephone, mail address",
};
/// Until when.
pub const DEADLINE: Text = Text { ja: "回答期限", en: "Deadline" };
/// Day of it.
pub const DEADLINE_DATE: Text = Text { ja: "回答期限の日", en: "Deadline: day" };
/// Time of it.
pub const DEADLINE_TIME: Text = Text { ja: "回答期限の時刻", en: "Deadline: time" };
/// What time.
pub const DEADLINE_TIME_HINT: Text =
    Text { ja: "空欄のときは17:15とします。", en: "17:15 when left blank." };
/// Whether bodies approve before they send.
pub const NEEDS_APPROVAL: Text = Text {
    ja: "団体内の決裁を受けてから提出してもらう",
    en: "Bodies approve their answers before they send them",
};
/// What that means.
pub const NEEDS_APPROVAL_HINT: Text = Text {
    ja: "チェックすると、提出できるのは各団体の決裁者と管理者だけになります。",
    en: "Only approvers and administrators of a body can then send them.",
};
/// To whom.
pub const AUDIENCE: Text = Text { ja: "送付先", en: "Bodies asked" };
/// Everybody.
pub const AUDIENCE_ALL: Text = Text { ja: "全ての団体", en: "Every body" };
/// Some.
pub const AUDIENCE_CHOSEN: Text = Text { ja: "団体を選ぶ", en: "Chosen bodies" };
/// Saved lists.
pub const GROUPS: Text = Text { ja: "送付先グループ", en: "Saved lists" };
/// Bodies by name.
pub const BODIES: Text = Text { ja: "団体", en: "Bodies" };
/// Saves and goes on to the form.
pub const SAVE_NEXT: Text = Text { ja: "保存して設問を作る", en: "Save and write the questions" };
/// Saves.
pub const SAVE: Text = Text { ja: "保存する", en: "Save" };
/// Back without saving.
pub const CANCEL: Text = Text { ja: "保存しないで戻る", en: "Back without saving" };
/// Page of the basics.
pub const EDIT_BASICS: Text = Text { ja: "調査の基本情報", en: "Basics of the survey" };
/// Step.
pub const STEP_BASICS: Text = Text { ja: "基本情報", en: "Basics" };
/// Step.
pub const STEP_FORM: Text = Text { ja: "設問", en: "Questions" };
/// Step.
pub const STEP_PUBLISH: Text = Text { ja: "確認と公開", en: "Check and publish" };
/// Name of the steps.
pub const STEPS: Text = Text { ja: "調査を作る手順", en: "Steps of making a survey" };
/// How many questions.
pub const COUNT_QUESTIONS: Text = Text { ja: "{n}問", en: "{n} question(s)" };
/// Page of the form.
pub const DESIGN: Text = Text { ja: "設問を作る", en: "Write the questions" };
/// What the page is for.
pub const DESIGN_LEAD: Text = Text {
    ja: "ボタンを押すたびに保存されます。設問は後から並べ替えられます。",
    en: "Every button saves. Questions can be put in another order later.",
};
/// Page of the preview.
pub const PREVIEW: Text = Text { ja: "団体から見た画面", en: "As a body sees it" };
/// It is a preview.
pub const PREVIEW_NOTE: Text = Text {
    ja: "これは見本です。入力しても保存されません。",
    en: "This is a preview. Nothing typed here is kept.",
};
/// Adds a section.
pub const ADD_SECTION: Text = Text { ja: "節を加える", en: "Add a section" };
/// Its heading.
pub const SECTION_TITLE: Text = Text { ja: "節の見出し", en: "Heading of the section" };
/// Its description.
pub const SECTION_DESCRIPTION: Text = Text { ja: "節の説明", en: "Description of the section" };
/// Saves the section.
pub const SAVE_SECTION: Text = Text { ja: "節を保存する", en: "Save the section" };
/// Adds a question.
pub const ADD_QUESTION: Text = Text { ja: "設問を加える", en: "Add a question" };
/// Kind of a question.
pub const KIND: Text = Text { ja: "種類", en: "Kind" };
/// The question.
pub const LABEL: Text = Text { ja: "設問文", en: "Question" };
/// Its hint.
pub const HELP: Text = Text { ja: "説明・記入例", en: "Hint or example" };
/// Whether it must be answered.
pub const REQUIRED: Text = Text { ja: "必ず答えてもらう", en: "Must be answered" };
/// Most characters.
pub const MAX_CHARS: Text = Text { ja: "文字数の上限", en: "Most characters" };
/// Unit.
pub const UNIT: Text = Text { ja: "単位", en: "Unit" };
/// Smallest.
pub const MIN: Text = Text { ja: "最小", en: "Smallest" };
/// Largest.
pub const MAX: Text = Text { ja: "最大", en: "Largest" };
/// Digits.
pub const DECIMALS: Text = Text { ja: "小数点以下の桁数", en: "Decimal places" };
/// Options.
pub const OPTIONS: Text = Text { ja: "選択肢", en: "Options" };
/// How they are typed.
pub const OPTIONS_HINT: Text = Text {
    ja: "1行に1つ書きます。「コード|表示」と書くと、データに使うコードも決められます。",
    en: "One a line. With \"code|label\" you choose the code that the data carry.",
};
/// Several answers.
pub const MULTIPLE: Text = Text { ja: "複数選べるようにする", en: "Several can be chosen" };
/// Another answer.
pub const OTHER: Text = Text { ja: "「その他」と記入欄を付ける", en: "Offer \"Other\" with a text" };
/// Most files.
pub const MAX_FILES: Text = Text { ja: "ファイル数の上限", en: "Most files" };
/// Fewest rows.
pub const MIN_ROWS: Text = Text { ja: "行数の下限", en: "Fewest rows" };
/// Most rows.
pub const MAX_ROWS: Text = Text { ja: "行数の上限", en: "Most rows" };
/// Columns of a table.
pub const COLUMNS: Text = Text { ja: "列", en: "Columns" };
/// How columns are added and removed.
pub const COLUMNS_HINT: Text = Text {
    ja: "見出しのない列は保存されません。列が足りないときは、保存するとまた増えます。",
    en: "Columns without a heading are not kept. After saving there is room for more.",
};
/// Heading of a column.
pub const COLUMN_LABEL: Text = Text { ja: "列{n}の見出し", en: "Heading of column {n}" };
/// Kind of a column.
pub const COLUMN_KIND: Text = Text { ja: "列{n}の種類", en: "Kind of column {n}" };
/// Unit of a column.
pub const COLUMN_UNIT: Text = Text { ja: "列{n}の単位（数値）", en: "Unit of column {n} (number)" };
/// Digits of a column.
pub const COLUMN_DECIMALS: Text =
    Text { ja: "列{n}の小数点以下の桁数（数値）", en: "Decimal places of column {n} (number)" };
/// Options of a column.
pub const COLUMN_OPTIONS: Text = Text { ja: "列{n}の選択肢（選択）", en: "Options of column {n} (choice)" };
/// Whether every row has it.
pub const COLUMN_REQUIRED: Text =
    Text { ja: "列{n}を必ず記入してもらう", en: "Every row must have column {n}" };
/// Opens a question.
pub const EDIT: Text = Text { ja: "編集", en: "Edit" };
/// Moves up.
pub const UP: Text = Text { ja: "上へ", en: "Up" };
/// Moves down.
pub const DOWN: Text = Text { ja: "下へ", en: "Down" };
/// Copies a question.
pub const COPY_QUESTION: Text = Text { ja: "複製", en: "Copy" };
/// Removes.
pub const REMOVE: Text = Text { ja: "削除", en: "Remove" };
/// Saves a question.
pub const SAVE_QUESTION: Text = Text { ja: "設問を保存する", en: "Save the question" };
/// Closes the editor.
pub const CLOSE_EDITOR: Text = Text { ja: "編集をやめる", en: "Stop editing" };
/// A form without sections.
pub const NO_SECTIONS: Text = Text { ja: "まだ節がありません", en: "No sections yet" };
/// What to do.
pub const NO_SECTIONS_TEXT: Text = Text {
    ja: "初めに節を一つ加え、その中に設問を作ります。",
    en: "Add a section first, then questions in it.",
};
/// A section without questions.
pub const NO_QUESTIONS: Text =
    Text { ja: "この節には、まだ設問がありません。", en: "This section has no questions yet." };
/// Publishes.
pub const PUBLISH: Text = Text { ja: "公開して依頼する", en: "Publish and ask the bodies" };
/// What publishing does.
pub const PUBLISH_TEXT: Text = Text {
    ja: "公開すると、{n}団体に割り当てられ、取りまとめ担当にメールが送られます。公開した後は、設問を変えられません。",
    en: "Publishing asks {n} bodies and writes to their editors. Questions cannot be changed afterwards.",
};
/// Before publishing.
pub const TO_FIX: Text =
    Text { ja: "公開する前に直すこと（{n}件）", en: "To be put right before publishing ({n})" };
/// Deletes the draft.
pub const REMOVE_DRAFT: Text = Text { ja: "下書きを削除する", en: "Delete the draft" };
/// Copies the survey.
pub const COPY: Text = Text { ja: "この調査を基に新しく作る", en: "Make a new survey from this one" };
/// Closes the survey.
pub const CLOSE: Text = Text { ja: "受付を終了する", en: "Close the survey" };
/// What closing does.
pub const CLOSE_TEXT: Text = Text {
    ja: "受付を終了すると、どの団体も回答を変えられなくなります。",
    en: "Once it is closed no body can change its answers.",
};
/// When it opened.
pub const PUBLISHED_AT: Text = Text { ja: "公開日時", en: "Published" };
/// When it closed.
pub const CLOSED_AT: Text = Text { ja: "終了日時", en: "Closed" };
/// Who collects.
pub const OWNER: Text = Text { ja: "依頼元", en: "Asked by" };
/// State.
pub const STATE: Text = Text { ja: "状態", en: "State" };
/// Board.
pub const BOARD: Text = Text { ja: "提出状況", en: "State of the answers" };
/// The board is live.
pub const BOARD_LIVE: Text = Text {
    ja: "提出があると、自動で新しくなります。",
    en: "Renews itself when something is submitted.",
};
/// When the board was read.
pub const BOARD_READ: Text = Text { ja: "{at} 現在", en: "As of {at}" };
/// Reads it again.
pub const REFRESH: Text = Text { ja: "最新の状況を見る", en: "Refresh" };
/// Body.
pub const BODY: Text = Text { ja: "団体", en: "Body" };
/// Its code.
pub const BODY_CODE: Text = Text { ja: "団体コード", en: "Body code" };
/// What else.
pub const FLAGS: Text = Text { ja: "備考", en: "Notes" };
/// How far.
pub const ANSWERED: Text = Text { ja: "記入", en: "Filled in" };
/// How far.
pub const ANSWERED_OF: Text = Text { ja: "{n}／{all}問", en: "{n} of {all}" };
/// When it was sent.
pub const SUBMITTED_AT: Text = Text { ja: "提出日時", en: "Submitted" };
/// By whom.
pub const SUBMITTED_BY: Text = Text { ja: "提出者", en: "Submitted by" };
/// When something happened.
pub const HISTORY_AT: Text = Text { ja: "日時", en: "When" };
/// Chooses a row.
pub const CHOOSE: Text = Text { ja: "選択", en: "Choose" };
/// Chooses a row.
pub const CHOOSE_BODY: Text = Text { ja: "{body}を選ぶ", en: "Choose {body}" };
/// Accepts the chosen.
pub const ACCEPT_CHOSEN: Text =
    Text { ja: "選んだ団体の回答を受理する", en: "Accept the answers of the chosen bodies" };
/// Accepts.
pub const ACCEPT: Text = Text { ja: "受理する", en: "Accept" };
/// Sends back.
pub const SEND_BACK: Text = Text { ja: "差し戻す", en: "Send back" };
/// Why.
pub const REASON: Text = Text { ja: "差戻しの理由", en: "Reason for sending back" };
/// What to write.
pub const REASON_HINT: Text = Text {
    ja: "どの設問をどう直してほしいかを書きます。団体にそのまま届きます。",
    en: "Tell which answers to correct and how. The body reads these words.",
};
/// Merged table.
pub const TABLE: Text = Text { ja: "集計表", en: "Merged table" };
/// What it holds.
pub const TABLE_LEAD: Text = Text {
    ja: "提出済み又は受理済みの回答だけを、団体コード順に並べています。空欄は未回答で、0ではありません。",
    en: "Only submitted and accepted answers, by body code. Blank means unanswered, not zero.",
};
/// Sum.
pub const TOTAL: Text = Text { ja: "合計", en: "Total" };
/// How many bodies.
pub const TOTAL_COUNT: Text = Text { ja: "回答団体数", en: "Bodies with an answer" };
/// Workbook.
pub const DOWNLOAD_XLSX: Text = Text { ja: "Excelで保存", en: "Save as Excel" };
/// CSV.
pub const DOWNLOAD_CSV: Text = Text { ja: "CSVで保存", en: "Save as CSV" };
/// How to print.
pub const PRINT_HINT: Text = Text {
    ja: "印刷はブラウザーの印刷機能を使ってください。",
    en: "Use the print function of your browser.",
};
/// Answers of a body.
pub const SENT: Text = Text { ja: "{body}の回答", en: "Answers of {body}" };
/// 受付番号.
pub const RECEIPT: Text = Text { ja: "受付番号", en: "Receipt number" };
/// How often it was sent.
pub const REVISION: Text = Text { ja: "提出回数", en: "Times submitted" };
/// Remark.
pub const NOTE: Text = Text { ja: "団体からの連絡", en: "Remark of the body" };
/// History.
pub const HISTORY: Text = Text { ja: "経過", en: "History" };
/// 該当なし.
pub const NOT_APPLICABLE: Text = Text { ja: "該当なし", en: "Nothing to report" };
/// No answer.
pub const BLANK: Text = crate::domain::form_text::BLANK;
/// Number of a row.
pub const ROW_NO: Text = Text { ja: "行", en: "Row" };
/// How many have sent.
pub const SUBMITTED_OF: Text = Text { ja: "{done}／{all}団体", en: "{done} of {all} bodies" };
/// What is counted.
pub const PROGRESS: Text = Text { ja: "提出", en: "Submitted" };
/// No surveys.
pub const EMPTY_LIST: Text = Text { ja: "調査はまだありません", en: "No surveys yet" };
/// What to do.
pub const EMPTY_LIST_TEXT: Text = Text {
    ja: "「新しい調査を作る」から始めます。前にした調査を基に作ることもできます。",
    en: "Begin with \"New survey\", or copy one made before.",
};
/// Nothing to answer.
pub const EMPTY_MINE: Text = Text { ja: "回答する調査はありません", en: "Nothing to answer" };
/// What happens next.
pub const EMPTY_MINE_TEXT: Text = Text {
    ja: "調査の依頼が届くと、ここに表示されます。",
    en: "Surveys appear here as soon as your body is asked.",
};
/// Column of deadlines.
pub const DUE: Text = Text { ja: "回答期限", en: "Deadline" };
/// Name of the filter.
pub const FILTER: Text = Text { ja: "状態で絞り込む", en: "Filter by state" };
/// 年度.
pub const YEAR: Text = Text { ja: "年度", en: "Fiscal year" };
/// To the answer page.
pub const ANSWER_IT: Text = Text { ja: "回答する", en: "Answer" };
/// To the answers.
pub const SEE_ANSWERS: Text = Text { ja: "回答を見る", en: "See the answers" };
/// Number of a question.
pub const QUESTION_NO: Text = Text { ja: "問{n}", en: "Q{n}" };
/// Surveys whose answers are with the collector.
pub const MINE_SUBMITTED: Text = Text { ja: "提出した調査", en: "Submitted" };
/// How bodies are chosen.
pub const AUDIENCE_HINT: Text = Text {
    ja: "「団体を選ぶ」のときは、下のグループと団体から選びます。両方から選べます。",
    en: "With \"Chosen bodies\", choose lists or bodies below, or both.",
};
/// Whose survey it is about.
pub const FACTS: Text = Text { ja: "調査の内容", en: "About the survey" };
/// Goes on to the questions.
pub const GO_DESIGN: Text = Text { ja: "設問を作る", en: "Write the questions" };
/// Goes on to the check.
pub const GO_PUBLISH: Text = Text { ja: "確認と公開へ進む", en: "Check and publish" };
/// Bodies with more about each.
pub const BOARD_TABLE: Text = Text { ja: "団体ごとの状況", en: "Body by body" };
/// How the table is used.
pub const BOARD_TABLE_TEXT: Text = Text {
    ja: "提出された回答は、団体名から開いて確かめます。まとめて受理することもできます。",
    en: "Open submitted answers by the name of the body. Several can be accepted at once.",
};
/// No body in this state.
pub const BOARD_EMPTY: Text =
    Text { ja: "この状態の団体はありません。", en: "No body is in this state." };
/// Merged table without answers.
pub const TABLE_EMPTY: Text = Text { ja: "まだ回答がありません", en: "No answers yet" };
/// What happens next.
pub const TABLE_EMPTY_TEXT: Text = Text {
    ja: "団体が提出すると、ここに並びます。",
    en: "They appear here as soon as a body submits.",
};
/// Review of the answers.
pub const REVIEW: Text = Text { ja: "回答の受理・差戻し", en: "Accept or send back" };
/// What accepting does.
pub const ACCEPT_TEXT: Text = Text {
    ja: "受理すると、団体は回答を変えられなくなります。",
    en: "Once accepted, the body cannot change its answers.",
};
/// An address of the question in lists of problems.
pub const PROBLEM_AT: Text = Text { ja: "{place}：{message}", en: "{place}: {message}" };
/// Nothing to report.
pub const NOT_APPLICABLE_SENT: Text =
    Text { ja: "「該当なし」との回答です。", en: "The body has nothing to report." };
/// Back to the survey.
pub const BACK_TO_SURVEY: Text = Text { ja: "調査に戻る", en: "Back to the survey" };
/// Removes a section with its questions.
pub const REMOVE_SECTION: Text = Text { ja: "節を削除する", en: "Remove the section" };
/// What goes with it.
pub const REMOVE_SECTION_TEXT: Text = Text {
    ja: "「{title}」と、その中の設問{n}件を削除します。元に戻せません。",
    en: "\"{title}\" is removed for good, with its {n} question(s).",
};
/// Deletes a draft with everything in it.
pub const REMOVE_DRAFT_TEXT: Text = Text {
    ja: "この下書きを、設問も含めて削除します。元に戻せません。",
    en: "The draft is deleted for good, with its questions.",
};
/// Changes the heading of a section.
pub const EDIT_SECTION: Text =
    Text { ja: "節の見出しと説明を変える", en: "Change heading and description" };
/// Saves the question and stays, for more columns.
pub const SAVE_STAY: Text = Text { ja: "保存して編集を続ける", en: "Save and go on editing" };
/// Who did it.
pub const BY: Text = Text { ja: "操作した人", en: "By" };
