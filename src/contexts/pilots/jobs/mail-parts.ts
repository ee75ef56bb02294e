/** One line of a mail: what it is about, where it is seen, and what can be answered by one click. */
export interface MailItem {
  text: string;
  href: string;
  answers: { label: string; href: string }[];
}

export interface MailPart {
  title: string;
  items: MailItem[];
}

export interface MailWords {
  greeting: string;
  parts: readonly MailPart[];
  closing: string;
  /** What the link to a thing is called. */
  open: string;
  lang: string;
}

/** The same mail as plain text and as a page with buttons, so that every mail program shows it well. */
export function writeMail(words: MailWords): { text: string; html: string } {
  return { text: asText(words), html: asPage(words) };
}

function asText({ greeting, parts, closing, open }: MailWords): string {
  const item = ({ text, href, answers }: MailItem) =>
    [`– ${text}`, `  ${open}: ${href}`, ...answers.map((answer) => `  ${answer.label}: ${answer.href}`)].join("\n");
  const part = ({ title, items }: MailPart) => [title, ...items.map(item)].join("\n\n");
  return [greeting, ...parts.map(part), closing].join("\n\n");
}

const font = "font-family:-apple-system,'Segoe UI',Roboto,'PingFang SC','Microsoft YaHei',sans-serif";
const ink = "#16324f";

/** Mail programs know neither style sheets nor variables, so colours and sizes stand at each part. */
function asPage({ greeting, parts, closing, open, lang }: MailWords): string {
  const paragraphs = (text: string) =>
    text
      .split("\n\n")
      .map((each) => `<p style="margin:0 0 14px">${linked(each)}</p>`)
      .join("");
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head>
<body style="margin:0;background:#f4f5f7;${font};color:#1f2933;font-size:15px;line-height:1.5">
<div style="max-width:600px;margin:0 auto;padding:24px 16px">${paragraphs(greeting)}${parts.map((part) => partOf(part, open)).join("")}
<div style="color:#52606d;font-size:13px">${paragraphs(closing)}</div></div></body></html>`;
}

const partOf = ({ title, items }: MailPart, open: string): string =>
  `<h2 style="font-size:16px;color:${ink};margin:22px 0 10px">${escaped(title)}</h2>${items.map((item) => itemOf(item, open)).join("")}`;

function itemOf({ text, href, answers }: MailItem, open: string): string {
  const buttons = answers.map(({ label, href: address }, at) => button(label, address, at === 0)).join(" ");
  return `<div style="background:#fff;border:1px solid #d9dee5;border-radius:10px;padding:14px 16px;margin:0 0 10px">
<p style="margin:0 0 10px">${escaped(text).replaceAll("\n", "<br>")}</p><p style="margin:0">${buttons}
<a href="${escaped(href)}" style="color:${ink};display:inline-block;padding:8px 4px">${escaped(open)}</a></p></div>`;
}

const button = (label: string, href: string, isFirst: boolean): string =>
  `<a href="${escaped(href)}" style="display:inline-block;padding:8px 14px;margin:0 6px 6px 0;border-radius:7px;text-decoration:none;border:1px solid ${ink};${
    isFirst ? `background:${ink};color:#fff` : `background:#fff;color:${ink}`
  }">${escaped(label)}</a>`;

const linked = (text: string): string =>
  escaped(text)
    .replaceAll("\n", "<br>")
    .replaceAll(/https?:\/\/[^\s<]+/g, (href) => `<a href="${href}" style="color:${ink}">${href}</a>`);

const marks: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (mark) => marks[mark]!);
