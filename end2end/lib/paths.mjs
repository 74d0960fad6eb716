// Every page of the hub by who may open it. A page of an area that is not here yet is one line more.

const ID = "[0-9a-f-]{36}";

/**
 * `path`: the address, or where to begin; `link`: a pattern of the link of that page (`main`) to go on with; `add`: what
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
  page("help", "/help"),
];

const COLLECTOR = [
  page("notices, drafts", "/notices?list=drafts"),
  page("new notice", "/notices/new"),
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

const GUEST = [page("log-in", "/login"), page("reset", "/reset"), page("help", "/help")];

/** Who looks, as `kit.account` finds them, and the pages they see. */
export const ROLES = [
  { role: undefined, pages: GUEST },
  { role: "collector", pages: [...EVERYBODY, ...COLLECTOR] },
  { role: "editor", pages: [...EVERYBODY, ...EDITOR] },
  { role: "approver", pages: EVERYBODY.slice(0, 4) },
  { role: "reader", pages: [...EVERYBODY, ...EDITOR] },
];

/** The address of a page: found by its link where it has no fixed one. */
export async function addressOf(kit, { path, link, add }) {
  if (!link) return path;
  await kit.open(path);
  const hrefs = await kit.page.locator("main a[href]").evaluateAll((links) => links.map((one) => one.getAttribute("href")));
  const found = hrefs.find((href) => link.test(href));
  if (!found) throw new Error(`${path} has no link like ${link}`);
  return found + add;
}
