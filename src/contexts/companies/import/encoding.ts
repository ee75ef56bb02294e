import { isUtf8 } from "node:buffer";
import chardet from "chardet";
import type { Encoding } from "./encodings.ts";

const nameOfGuess: Record<string, Encoding> = {
  GB18030: "gb18030",
  Big5: "big5",
  Shift_JIS: "shift_jis",
  "ISO-8859-1": "windows-1252",
  "windows-1252": "windows-1252",
  "windows-1251": "windows-1251",
  "ISO-8859-5": "windows-1251",
  "KOI8-R": "koi8-r",
};

/** Finds the encoding of a file's first bytes: byte order mark, zero bytes of UTF-16, valid UTF-8, then statistics. */
export function detectEncoding(sample: Buffer): Encoding {
  if (sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf) return "utf-8";
  if (sample[0] === 0xff && sample[1] === 0xfe) return "utf-16le";
  if (sample[0] === 0xfe && sample[1] === 0xff) return "utf-16be";
  const wide = wideEncoding(sample);
  if (wide) return wide;
  if (isUtf8(withoutPartialCharacter(sample))) return "utf-8";
  const nonAscii = aroundNonAscii(sample);
  if (isMostlyChinese(nonAscii)) return "gb18030";
  for (const { name } of chardet.analyse(nonAscii)) {
    const encoding = nameOfGuess[name];
    if (encoding) return encoding;
  }
  return "windows-1252";
}

/**
 * UTF-16 without a mark: text with ASCII separators has its zero bytes nearly all at odd (LE) or at even (BE) places, one of them
 * in each line feed. A stray zero in a file of single bytes stands anywhere but there.
 */
function wideEncoding(sample: Buffer): Encoding | null {
  let even = 0;
  let odd = 0;
  let feeds = 0;
  let wideFeeds = 0;
  for (let index = 0; index < sample.length; index++) {
    if (sample[index] === 0x0a) {
      feeds++;
      if (sample[index + (index % 2 === 0 ? 1 : -1)] === 0) wideFeeds++;
    }
    if (sample[index] !== 0) continue;
    if (index % 2 === 0) even++;
    else odd++;
  }
  if (even + odd < Math.max(2, sample.length / 50) || wideFeeds * 2 < feeds) return null;
  if (odd > even * 10) return "utf-16le";
  return even > odd * 10 ? "utf-16be" : null;
}

function withoutPartialCharacter(sample: Buffer): Buffer {
  for (let back = 1; back <= Math.min(4, sample.length); back++) {
    const byte = sample[sample.length - back]!;
    if (byte < 0x80) return sample;
    if (byte >= 0xc0) return sample.subarray(0, sample.length - back);
  }
  return sample;
}

/** Long ASCII stretches (addresses, numbers) drown the statistics, so only lines with other bytes are judged. */
function aroundNonAscii(sample: Buffer): Buffer {
  const lines: Buffer[] = [];
  let start = 0;
  while (start < sample.length) {
    const newline = sample.indexOf(10, start);
    const end = newline === -1 ? sample.length : newline + 1;
    const line = sample.subarray(start, end);
    if (line.some((byte) => byte >= 0x80)) lines.push(line);
    start = end;
  }
  return Buffer.concat(lines).subarray(0, 64 * 1024);
}

/** GB18030 read rightly gives mostly everyday Chinese characters; Windows-1251 or 1252 text read as GB18030 gives rare ones or errors. */
function isMostlyChinese(sample: Buffer): boolean {
  const text = new TextDecoder("gb18030").decode(sample);
  let everyday = 0;
  let other = 0;
  for (const character of text) {
    if (character < "\u0080") continue;
    if (everydayCharacters.has(character)) everyday++;
    else other++;
  }
  return everyday > 3 && everyday * 4 > other;
}

const everydayCharacters = new Set(
  "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处理队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装司网技，。、；：（）“”有限公司科技智能数据平台服务企业".split(
    "",
  ),
);
