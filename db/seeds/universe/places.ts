import type { Language } from "./word-lists.ts";

/** Where companies of a language sit, common countries and cities first; cities as they are called in English. */
const table: Record<Language, string> = {
  en: `US: San Francisco, New York, Boston, Austin, Seattle, Los Angeles, Detroit, Pittsburgh, San Jose, Chicago, Atlanta, Denver
GB: London, Cambridge, Oxford, Bristol, Edinburgh, Coventry, Leeds, Sheffield
IN: Bengaluru, Pune, Hyderabad, Chennai, Mumbai, New Delhi
IL: Tel Aviv, Haifa
SG: Singapore
FR: Paris, Grenoble, Lyon, Toulouse
CA: Toronto, Montreal, Vancouver, Ottawa
SE: Stockholm, Gothenburg, Malmö
NL: Eindhoven, Amsterdam, Delft, Rotterdam, Utrecht
KR: Seoul, Daejeon, Ulsan
JP: Tokyo, Osaka, Nagoya, Hamamatsu
AU: Sydney, Melbourne, Perth, Brisbane
ES: Barcelona, Madrid, Valencia
IT: Milan, Turin, Rome, Modena
FI: Helsinki, Tampere, Oulu
DK: Copenhagen, Aarhus
NO: Oslo, Trondheim, Bergen
PL: Warsaw, Krakow, Wrocław
IE: Dublin, Galway, Cork
CZ: Prague, Brno
EE: Tallinn
BR: São Paulo
AE: Dubai
PT: Lisbon, Porto`,
  zh: `CN: Shanghai, Shenzhen, Beijing, Hangzhou, Suzhou, Guangzhou, Nanjing, Wuhan, Chengdu, Hefei, Wuxi, Xi'an, Chongqing, Ningbo, Changsha, Tianjin, Qingdao, Xiamen, Shenyang, Dongguan, Foshan, Changzhou, Zhuhai, Jiaxing, Zhengzhou, Jinan, Dalian, Changchun, Harbin, Kunming, Nantong, Wuhu, Huizhou, Fuzhou, Nanchang, Kunshan, Taizhou, Yantai, Guiyang, Lanzhou
HK: Hong Kong
TW: Taipei, Hsinchu
SG: Singapore`,
  de: `DE: Berlin, Munich, Hamburg, Stuttgart, Frankfurt, Cologne, Karlsruhe, Dresden, Leipzig, Nuremberg, Hanover, Düsseldorf, Mannheim, Heidelberg, Regensburg, Erlangen, Jena, Chemnitz, Kassel, Kiel, Ulm, Paderborn
AT: Vienna, Graz, Linz, Steyr, Innsbruck
CH: Zurich, Basel, Bern, Winterthur, Lausanne, Geneva`,
  ru: `RU: Moscow, Saint Petersburg, Novosibirsk, Kazan, Yekaterinburg, Nizhny Novgorod, Tomsk, Samara, Perm
KZ: Almaty, Astana
BY: Minsk`,
};

export interface Country {
  code: string;
  cities: readonly string[];
}

const countriesIn = (language: Language): Country[] =>
  table[language].split("\n").map((line) => ({ code: line.slice(0, 2), cities: line.slice(4).split(", ") }));

export const countriesOf: Record<Language, readonly Country[]> = {
  en: countriesIn("en"),
  zh: countriesIn("zh"),
  de: countriesIn("de"),
  ru: countriesIn("ru"),
};
