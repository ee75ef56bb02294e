import { parse } from "tldts";

/** What a web address says about its owner: a domain of its own, a page on somebody else's site, or nothing. */
export type WebIdentity = { kind: "domain"; value: string; label: string } | { kind: "page"; value: string } | { kind: "none" };

/**
 * Sites on which many firms have a page: stores, social networks, directories, publishing, form and site builders.
 * Hosting services that give out subdomains (github.io, vercel.app …) come from the Public Suffix List's private part.
 */
const SHARED_SITES = new Set(
  `apps.apple.com itunes.apple.com testflight.apple.com play.google.com sites.google.com docs.google.com drive.google.com forms.gle chrome.google.com
  chromewebstore.google.com google.com goo.gl bing.com baidu.com duckduckgo.com yandex.ru facebook.com fb.com fb.me instagram.com threads.net
  linkedin.com twitter.com x.com t.co tiktok.com douyin.com youtube.com youtu.be vimeo.com pinterest.com reddit.com discord.com discord.gg
  t.me telegram.me wa.me whatsapp.com medium.com substack.com tumblr.com wordpress.com blogspot.com wixsite.com wix.com weebly.com
  squarespace.com webflow.io strikingly.com notion.so notion.site carrd.co linktr.ee about.me github.com gitlab.com bitbucket.org gitee.com
  huggingface.co sourceforge.net npmjs.com pypi.org producthunt.com crunchbase.com pitchbook.com angel.co angellist.com wellfound.com f6s.com
  ycombinator.com techstars.com antler.co indiegogo.com kickstarter.com gofundme.com patreon.com etsy.com ebay.com amazon.com amazon.co.uk
  amazon.de amazon.cn shopify.com myshopify.com taobao.com tmall.com jd.com 1688.com alibaba.com aliexpress.com pinduoduo.com weidian.com
  weibo.com weibo.cn weixin.qq.com mp.weixin.qq.com qzone.qq.com zhihu.com bilibili.com xiaohongshu.com toutiao.com jianshu.com csdn.net
  36kr.com itjuzi.com tianyancha.com qcc.com qichacha.com aiqicha.baidu.com lagou.com zhipin.com vk.com ok.ru dzen.ru wikipedia.org
  wikidata.org archive.org web.archive.org bit.ly tinyurl.com typeform.com calendly.com eventbrite.com meetup.com slack.com steampowered.com
  store.steampowered.com itch.io gumroad.com dropbox.com loom.com figma.com canva.com outlook.com gmail.com qq.com 163.com example.com
  example.org localhost url`.split(/\s+/u),
);

const SEARCH_PAGE = /^\/(?:search|s|link|results)$/u;
const NOTHING: WebIdentity = { kind: "none" };
const cache = new Map<string, WebIdentity>();
const CACHED_ADDRESSES = 20_000;

/** The owner's mark in a web address by the Public Suffix List; equal marks are evidence for one firm, shared sites never give a domain. */
export function webIdentity(website: string | null | undefined): WebIdentity {
  const address = website?.trim().toLowerCase();
  if (!address) return NOTHING;
  const known = cache.get(address);
  if (known) return known;
  const identity = identify(address);
  if (cache.size >= CACHED_ADDRESSES) cache.clear();
  cache.set(address, identity);
  return identity;
}

/** The registrable domain (`shop.acme.co.uk` → `acme.co.uk`), or null where the address identifies no firm. */
export function registrableDomain(website: string | null | undefined): string | null {
  const identity = webIdentity(website);
  return identity.kind === "domain" ? identity.value : null;
}

/** "acme" of "acme.com.cn" and of the word "acme.io" inside a name; null if the text is not a domain under a public suffix. */
export function domainLabel(text: string): string | null {
  if (!/^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+$/u.test(text)) return null;
  const parsed = parse(text);
  return parsed.isIcann && parsed.domain === text ? parsed.domainWithoutSuffix : null;
}

function identify(address: string): WebIdentity {
  let url: URL;
  try {
    url = new URL(/^[a-z][a-z\d+.-]*:\/\//u.test(address) ? address : `http://${address}`);
  } catch {
    return NOTHING;
  }
  // What stands before an @ is a mailbox, not a site.
  if (!/^https?:$/u.test(url.protocol) || url.username) return NOTHING;
  const host = url.hostname.replace(/^www\d?\./u, "").replace(/\.$/u, "");
  const parsed = parse(host, { allowPrivateDomains: true });
  if (parsed.isIp || !parsed.domain || (!parsed.isIcann && !parsed.isPrivate)) return NOTHING;
  if (parsed.isPrivate || isSharedSite(host)) return pageOf(host, url);
  return { kind: "domain", value: parsed.domain, label: (parsed.domainWithoutSuffix ?? "").replace(/^xn--.*/u, "") };
}

function isSharedSite(host: string): boolean {
  for (let rest = host; rest; rest = rest.includes(".") ? rest.slice(rest.indexOf(".") + 1) : "") {
    if (SHARED_SITES.has(rest)) return true;
  }
  return false;
}

/** A shared site alone says nothing; a host of one's own below it, a path or an app number does. */
function pageOf(host: string, url: URL): WebIdentity {
  const appleNumber = /\/(id\d{6,})/u.exec(url.pathname)?.[1];
  if (appleNumber) return { kind: "page", value: `apple/${appleNumber}` };
  const path = url.pathname.replace(/\/+$/u, "");
  if (SEARCH_PAGE.test(path)) return NOTHING;
  const id = url.searchParams.get("id") ?? "";
  if (!path && !id && SHARED_SITES.has(host)) return NOTHING;
  return { kind: "page", value: [host + path, id].filter(Boolean).join("?id=") };
}
