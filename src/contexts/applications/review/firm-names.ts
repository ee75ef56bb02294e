import { firmNameKeys } from "#contexts/companies/index.ts";

export const firmKeys = firmNameKeys;

/** Mail providers whose domain says nothing about who somebody works for. */
const providers = new Set(
  `gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com icloud.com me.com mac.com aol.com gmx.de gmx.net gmx.com web.de
  t-online.de freenet.de posteo.de mailbox.org proton.me protonmail.com pm.me fastmail.com zoho.com yandex.ru yandex.com ya.ru mail.ru bk.ru inbox.ru
  list.ru rambler.ru qq.com foxmail.com 163.com 126.com yeah.net sina.com sina.cn sohu.com aliyun.com 139.com 189.cn wo.cn 21cn.com tom.com`.split(
    /\s+/u,
  ),
);

export const isCommonMailDomain = (domain: string): boolean => providers.has(domain);
