import { shuffle } from "./random.ts";

const consonants = "b d f g h j k l m n p r s t v w z".split(" ");
const vowels = "a e i o u".split(" ");
const clusters = "br ch cl dr fl gr kr pl pr sh sk sl sn sp st tr".split(" ");

// Every part begins with a consonant and all but the last end with their only vowel, so that two numbers never make one word.
const firsts = [...consonants, ...clusters].flatMap((start) => vowels.map((vowel) => start + vowel));
const middles = consonants.flatMap((start) => vowels.map((vowel) => start + vowel));
const lasts = "b d g k l m n p r s t v x z"
  .split(" ")
  .flatMap((start) => "a o i an en on ex is or us yn ar ium eo ity".split(" ").map((end) => start + end));

const shortWords = firsts.length * lasts.length * middles.length;
const longWords = shortWords * middles.length;

/** How many product words the universe knows: its texts grow new words as real ones do. */
export const inventedWordCount = 300_000;

const placeOfShort = shuffle(shortWords, 17);
const placeOfLong = shuffle(longWords, 29);
const cache: string[] = [];

/** The product or technical word of a rank, the most common first; three syllables. */
export function inventedWord(rank: number): string {
  let word = cache[rank];
  if (!word) {
    const place = placeOfShort(rank);
    const rest = Math.floor(place / firsts.length);
    word = capital(firsts[place % firsts.length]! + middles[rest % middles.length]! + lasts[Math.floor(rest / middles.length)]!);
    cache[rank] = word;
  }
  return word;
}

/** The name of company number n, four syllables: no two numbers share one, and none is a product word. */
export function inventedName(number: number): string {
  let place = placeOfLong(number);
  const first = firsts[place % firsts.length]!;
  place = Math.floor(place / firsts.length);
  const second = middles[place % middles.length]!;
  place = Math.floor(place / middles.length);
  return capital(first + second + middles[place % middles.length]! + lasts[Math.floor(place / middles.length)]!);
}

const nameSigns = [
  ..."云澜驰芯智远恒星辰光海天博瀚锐捷启航深蓝视界慧联创域科锦泰维拓思极图灵元数维量子极光晟越卓凡鼎盛华睿臻诺亿安宁和川岳峰岭江河润泽沐禾森林松柏柯楠梓桐枫桦榕熙晨曦昊旭朗晴霁虹霓岚溪湖洋浩渊源涵澄清泓淼鑫铭钧铂锂钛钴硅晶瑞祥福康健乐邦国民众群合同力动能电磁波频码算易行致知格物诚信义仁礼玄黄宇宙洪荒",
].filter((sign, index, all) => all.indexOf(sign) === index);

const placeOfSigns = shuffle(nameSigns.length ** 3, 41);

/** The Chinese name of company number n without its ending, three signs; repeats only after some millions. */
export function inventedChineseName(number: number): string {
  const place = placeOfSigns(number % nameSigns.length ** 3);
  const count = nameSigns.length;
  return (
    nameSigns[place % count]! + nameSigns[Math.floor(place / count) % count]! + nameSigns[Math.floor(place / (count * count))]!
  );
}

const letters: Record<string, string> = {
  sh: "ш",
  ch: "ч",
  a: "а",
  b: "б",
  c: "к",
  d: "д",
  e: "е",
  f: "ф",
  g: "г",
  h: "х",
  i: "и",
  j: "дж",
  k: "к",
  l: "л",
  m: "м",
  n: "н",
  o: "о",
  p: "п",
  r: "р",
  s: "с",
  t: "т",
  u: "у",
  v: "в",
  w: "в",
  x: "кс",
  y: "и",
  z: "з",
};

/** An invented word in Russian letters. */
export const inRussianLetters = (word: string): string =>
  capital(word.toLowerCase().replace(/sh|ch|[a-z]/gu, (letter) => letters[letter]!));

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
