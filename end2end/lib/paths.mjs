// Every page of the hub by who may open it. A page of an area that is not here yet is one line more.

const ID = "[0-9a-f-]{36}";

/**
 * `path`: the address, or where to begin, or what finds that; `link`: a pattern of the link of that page (`main`) to go on with; `add`: what
 * comes after the address that was found.
 */
const page = (name, path, link, add = "") => ({ name, path, link: link && new RegExp(link), add });

const EVERYBODY = [
  page("home", "/"),
  page("notices", "/notices"),
  page("notice", "/notices", `^/notices/${ID}$`),
  page("surveys", "/surveys"),
  page("directory", "/directory"),
  page("directory, found", `/directory?q=${encodeURIComponent("総務")}`),
  page("directory of a body", "/directory", `^/directory/${ID}$`),
  page("search", "/search"),
  page("search, found", `/search?q=${encodeURIComponent("防災 訓練")}`),
  page("search, nothing", `/search?q=${encodeURIComponent("鵺退治")}`),
  page("account", "/account"),
  page("confirm", "/confirm"),
  page("help", "/help"),
];

const COLLECTOR = [
  page("notices, drafts", "/notices?list=drafts"),
  page("new notice", "/notices/new"),
  page("draft of a notice", "/notices?list=drafts", `^/notices/${ID}/edit$`),
  page("last look before a notice goes out", "/notices?list=drafts", `^/notices/${ID}/edit$`, "/../preview"),
  page("notice at every body", "/notices", `^/notices/${ID}$`, "/deliveries"),
  page("new survey", "/surveys/new"),
  page("surveys, open", "/surveys?state=open"),
  page("board", "/surveys?state=open", `^/surveys/${ID}$`),
  page("merged table", "/surveys?state=closed", `^/surveys/${ID}$`, "/table"),
  page("form as a body sees it", "/surveys?state=open", `^/surveys/${ID}$`, "/preview"),
  page("draft of a survey", "/surveys?state=draft", `^/surveys/${ID}$`),
  page("basics of a survey", "/surveys?state=draft", `^/surveys/${ID}$`, "/edit"),
  page("designer", "/surveys?state=draft", `^/surveys/${ID}$`, "/form"),
  page("last look before publishing", "/surveys?state=draft", `^/surveys/${ID}$`, "/preview"),
];

const EDITOR = [
  page("notices, unread", "/notices?list=unread"),
  page("answering", "/surveys", `^/surveys/${ID}/answer$`),
];

/** The entries of the body that one acts for. */
async function ownEntries(kit, account) {
  const headers = { authorization: `Bearer ${account.api_token}` };
  const me = await (await fetch(new URL("/api/v1/me", kit.url), { headers })).json();
  return `/directory/${me.body_id}`;
}

const EDITS_DIRECTORY = [
  page("new contact", ownEntries, `^/directory/${ID}/new$`),
  page("contact, to be changed", ownEntries, `^/directory/${ID}/${ID}$`),
];

const ADMINISTRATOR = [
  page("administration", "/admin"),
  page("accounts", "/admin/accounts"),
  page("accounts of a body", "/admin/accounts", `^/admin/accounts/${ID}$`),
  page("invitation", "/admin/accounts", `^/admin/accounts/${ID}$`, "/new"),
  page("bodies", "/admin/bodies"),
  page("new body", "/admin/bodies/new"),
  page("a body", "/admin/bodies", `^/admin/bodies/${ID}$`),
  page("lists of bodies", "/admin/groups"),
  page("new list of bodies", "/admin/groups/new"),
  page("a list of bodies", "/admin/groups", `^/admin/groups/${ID}$`),
  page("audit log", "/admin/audit"),
  page("chain of the audit log", "/admin/audit/verify"),
  page("mails", "/admin/mails"),
];

const GUEST = [page("log-in", "/login"), page("reset", "/reset"), page("help", "/help")];

/** Who looks, as `kit.account` finds them, and the pages they see. */
export const ROLES = [
  { role: undefined, pages: GUEST },
  { role: "collector", pages: [...EVERYBODY, ...COLLECTOR] },
  { role: "editor", pages: [...EVERYBODY, ...EDITOR, ...EDITS_DIRECTORY] },
  { role: "administrator", pages: [...EVERYBODY.slice(0, 4), ...ADMINISTRATOR] },
  { role: "approver", pages: EVERYBODY.slice(0, 4) },
  { role: "reader", pages: [...EVERYBODY, ...EDITOR] },
];

/** The address of a page: found by its link where it has no fixed one. `account` is who looks. */
export async function addressOf(kit, { path, link, add }, account) {
  if (!link) return path;
  if (typeof path === "function") path = await path(kit, account);
  await kit.open(path);
  const hrefs = await kit.page.locator("main a[href]").evaluateAll((links) => links.map((one) => one.getAttribute("href")));
  const found = hrefs.find((href) => link.test(href));
  if (!found) throw new Error(`${path} has no link like ${link}`);
  return found + add;
}
