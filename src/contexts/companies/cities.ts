/**
 * Cities as they are called in English, Chinese, German and Russian, then other spellings ("=": as in English). A list of
 * firms names the same city in its own language; facets, de-duplication and search need one name of it.
 */
const table = `
Shanghai|上海|Schanghai|Шанхай
Beijing|北京|Peking|Пекин
Shenzhen|深圳|=|Шэньчжэнь
Guangzhou|广州|=|Гуанчжоу|Canton
Hangzhou|杭州|=|Ханчжоу
Suzhou|苏州|=|Сучжоу
Nanjing|南京|Nanking|Нанкин
Chengdu|成都|=|Чэнду
Chongqing|重庆|=|Чунцин
Wuhan|武汉|=|Ухань
Wuxi|无锡|=|Уси
Xi'an|西安|=|Сиань|Xian
Hefei|合肥|=|Хэфэй
Shenyang|沈阳|=|Шэньян
Tianjin|天津|Tientsin|Тяньцзинь
Ningbo|宁波|=|Нинбо
Changsha|长沙|=|Чанша
Zhengzhou|郑州|=|Чжэнчжоу
Qingdao|青岛|Tsingtau|Циндао|Tsingtao
Xiamen|厦门|=|Сямынь
Foshan|佛山|=|Фошань
Dongguan|东莞|=|Дунгуань
Changzhou|常州|=|Чанчжоу
Huzhou|湖州|=|Хучжоу
Dalian|大连|=|Далянь
Changchun|长春|=|Чанчунь
Jinan|济南|=|Цзинань
Harbin|哈尔滨|=|Харбин
Kunming|昆明|=|Куньмин
Fuzhou|福州|=|Фучжоу
Nanchang|南昌|=|Наньчан
Taiyuan|太原|=|Тайюань
Guiyang|贵阳|=|Гуйян
Nanning|南宁|=|Наньнин
Shijiazhuang|石家庄|=|Шицзячжуан
Urumqi|乌鲁木齐|Ürümqi|Урумчи
Lanzhou|兰州|=|Ланьчжоу
Haikou|海口|=|Хайкоу
Sanya|三亚|=|Санья
Zhuhai|珠海|=|Чжухай
Zhongshan|中山|=|Чжуншань
Huizhou|惠州|=|Хуэйчжоу
Jiaxing|嘉兴|=|Цзясин
Shaoxing|绍兴|=|Шаосин
Wenzhou|温州|=|Вэньчжоу
Taizhou|台州|=|Тайчжоу
Nantong|南通|=|Наньтун
Yancheng|盐城|=|Яньчэн
Yangzhou|扬州|=|Янчжоу
Zhenjiang|镇江|=|Чжэньцзян
Xuzhou|徐州|=|Сюйчжоу
Kunshan|昆山|=|Куньшань
Zhangjiagang|张家港|=|Чжанцзяган
Wuhu|芜湖|=|Уху
Yantai|烟台|=|Яньтай
Weifang|潍坊|=|Вэйфан
Tangshan|唐山|=|Таншань
Baoding|保定|=|Баодин
Luoyang|洛阳|=|Лоян
Shiyan|十堰|=|Шиянь
Xiangyang|襄阳|=|Сянъян
Yichang|宜昌|=|Ичан
Zhuzhou|株洲|=|Чжучжоу
Ganzhou|赣州|=|Ганьчжоу
Ningde|宁德|=|Ниндэ
Quanzhou|泉州|=|Цюаньчжоу
Liuzhou|柳州|=|Лючжоу
Yibin|宜宾|=|Ибинь
Mianyang|绵阳|=|Мяньян
Hong Kong|香港|Hongkong|Гонконг
Macau|澳门|=|Макао|Macao
Taipei|台北|Taipeh|Тайбэй
Hsinchu|新竹|=|Синьчжу
Singapore|新加坡|Singapur|Сингапур
Tokyo|东京|Tokio|Токио
Osaka|大阪|=|Осака
Nagoya|名古屋|=|Нагоя
Hamamatsu|滨松|=|Хамамацу
Seoul|首尔|=|Сеул
Daejeon|大田|=|Тэджон
Ulsan|蔚山|=|Ульсан
Bengaluru|班加罗尔|=|Бангалор|Bangalore
Chennai|金奈|=|Ченнаи
Mumbai|孟买|=|Мумбаи
New Delhi|新德里|Neu-Delhi|Нью-Дели
Hyderabad|海得拉巴|=|Хайдарабад
Pune|浦那|=|Пуна
Jakarta|雅加达|=|Джакарта
Bangkok|曼谷|=|Бангкок
Sydney|悉尼|=|Сидней
Melbourne|墨尔本|=|Мельбурн
Perth|珀斯|=|Перт
Brisbane|布里斯班|=|Брисбен
Tel Aviv|特拉维夫|=|Тель-Авив
Haifa|海法|=|Хайфа
Dubai|迪拜|=|Дубай
Istanbul|伊斯坦布尔|=|Стамбул
Izmir|伊兹密尔|=|Измир|İzmir
Nairobi|内罗毕|=|Найроби
Cape Town|开普敦|Kapstadt|Кейптаун
Munich|慕尼黑|München|Мюнхен|Muenchen
Berlin|柏林|=|Берлин
Hamburg|汉堡|=|Гамбург
Cologne|科隆|Köln|Кёльн|Koeln
Frankfurt|法兰克福|=|Франкфурт|Frankfurt am Main;Франкфурт-на-Майне
Stuttgart|斯图加特|=|Штутгарт
Düsseldorf|杜塞尔多夫|=|Дюссельдорф|Dusseldorf;Duesseldorf
Leipzig|莱比锡|=|Лейпциг
Dresden|德累斯顿|=|Дрезден
Nuremberg|纽伦堡|Nürnberg|Нюрнберг|Nuernberg
Hanover|汉诺威|Hannover|Ганновер
Karlsruhe|卡尔斯鲁厄|=|Карлсруэ
Mannheim|曼海姆|=|Мангейм
Heidelberg|海德堡|=|Гейдельберг
Freiburg|弗赖堡|=|Фрайбург
Aachen|亚琛|=|Ахен
Bonn|波恩|=|Бонн
Dortmund|多特蒙德|=|Дортмунд
Bochum|波鸿|=|Бохум
Münster|明斯特|=|Мюнстер|Muenster
Bielefeld|比勒费尔德|=|Билефельд
Braunschweig|不伦瑞克|=|Брауншвейг|Brunswick
Wolfsburg|沃尔夫斯堡|=|Вольфсбург
Ingolstadt|因戈尔施塔特|=|Ингольштадт
Regensburg|雷根斯堡|=|Регенсбург
Erlangen|埃尔朗根|=|Эрланген
Jena|耶拿|=|Йена
Chemnitz|开姆尼茨|=|Хемниц
Kassel|卡塞尔|=|Кассель
Kiel|基尔|=|Киль
Rostock|罗斯托克|=|Росток
Ulm|乌尔姆|=|Ульм
Tübingen|图宾根|=|Тюбинген|Tuebingen
Osnabrück|奥斯纳布吕克|=|Оснабрюк|Osnabrueck
Paderborn|帕德博恩|=|Падерборн
Vienna|维也纳|Wien|Вена
Graz|格拉茨|=|Грац
Linz|林茨|=|Линц
Steyr|施泰尔|=|Штайр
Innsbruck|因斯布鲁克|=|Инсбрук
Zurich|苏黎世|Zürich|Цюрих|Zuerich
Winterthur|温特图尔|=|Винтертур
Basel|巴塞尔|=|Базель
Bern|伯尔尼|=|Берн
Geneva|日内瓦|Genf|Женева|Genève
Lausanne|洛桑|=|Лозанна
Paris|巴黎|=|Париж
Lyon|里昂|=|Лион
Toulouse|图卢兹|=|Тулуза
Grenoble|格勒诺布尔|=|Гренобль
Brussels|布鲁塞尔|Brüssel|Брюссель
Ghent|根特|Gent|Гент
Amsterdam|阿姆斯特丹|=|Амстердам
Rotterdam|鹿特丹|=|Роттердам
Eindhoven|埃因霍温|=|Эйндховен
Delft|代尔夫特|=|Делфт
Utrecht|乌得勒支|=|Утрехт
London|伦敦|=|Лондон
Cambridge|剑桥|=|Кембридж
Oxford|牛津|=|Оксфорд
Coventry|考文垂|=|Ковентри
Bristol|布里斯托尔|=|Бристоль
Leeds|利兹|=|Лидс
Sheffield|谢菲尔德|=|Шеффилд
Edinburgh|爱丁堡|=|Эдинбург
Dublin|都柏林|=|Дублин
Galway|戈尔韦|=|Голуэй
Cork|科克|=|Корк
Stockholm|斯德哥尔摩|=|Стокгольм
Gothenburg|哥德堡|Göteborg|Гётеборг
Malmö|马尔默|=|Мальмё
Copenhagen|哥本哈根|Kopenhagen|Копенгаген|København
Aarhus|奥胡斯|=|Орхус
Oslo|奥斯陆|=|Осло
Trondheim|特隆赫姆|=|Тронхейм
Bergen|卑尔根|=|Берген
Helsinki|赫尔辛基|=|Хельсинки
Tampere|坦佩雷|=|Тампере
Oulu|奥卢|=|Оулу
Tallinn|塔林|=|Таллин
Warsaw|华沙|Warschau|Варшава|Warszawa
Krakow|克拉科夫|Krakau|Краков|Kraków
Wrocław|弗罗茨瓦夫|Breslau|Вроцлав|Wroclaw
Prague|布拉格|Prag|Прага|Praha
Brno|布尔诺|Brünn|Брно
Budapest|布达佩斯|=|Будапешт
Bucharest|布加勒斯特|Bukarest|Бухарест
Milan|米兰|Mailand|Милан|Milano
Turin|都灵|=|Турин|Torino
Rome|罗马|Rom|Рим|Roma
Modena|摩德纳|=|Модена
Madrid|马德里|=|Мадрид
Barcelona|巴塞罗那|=|Барселона
Valencia|瓦伦西亚|=|Валенсия
Lisbon|里斯本|Lissabon|Лиссабон|Lisboa
Porto|波尔图|=|Порту
Moscow|莫斯科|Moskau|Москва
Saint Petersburg|圣彼得堡|Sankt Petersburg|Санкт-Петербург|St. Petersburg;St Petersburg
Novosibirsk|新西伯利亚|Nowosibirsk|Новосибирск
Yekaterinburg|叶卡捷琳堡|Jekaterinburg|Екатеринбург
Kazan|喀山|Kasan|Казань
Nizhny Novgorod|下诺夫哥罗德|Nischni Nowgorod|Нижний Новгород
Perm|彼尔姆|=|Пермь
Tomsk|托木斯克|=|Томск
Samara|萨马拉|=|Самара
Minsk|明斯克|=|Минск
Almaty|阿拉木图|=|Алматы
Astana|阿斯塔纳|=|Астана
New York|纽约|=|Нью-Йорк|New York City;NYC
San Francisco|旧金山|=|Сан-Франциско
San Jose|圣何塞|=|Сан-Хосе
Los Angeles|洛杉矶|=|Лос-Анджелес
Seattle|西雅图|=|Сиэтл
Boston|波士顿|=|Бостон
Detroit|底特律|=|Детройт
Pittsburgh|匹兹堡|=|Питтсбург
Austin|奥斯汀|=|Остин
Chicago|芝加哥|=|Чикаго
Atlanta|亚特兰大|=|Атланта
Denver|丹佛|=|Денвер
Toronto|多伦多|=|Торонто
Montreal|蒙特利尔|=|Монреаль|Montréal
Ottawa|渥太华|=|Оттава
Vancouver|温哥华|=|Ванкувер
São Paulo|圣保罗|=|Сан-Паулу|Sao Paulo
Mexico City|墨西哥城|Mexiko-Stadt|Мехико
`;

interface City {
  en: string;
  zh: string;
  de: string;
  ru: string;
}

const byName = new Map<string, City>();
const fold = (name: string): string => name.normalize("NFC").trim().toLowerCase().replace(/[’`]/g, "'");

for (const line of table.trim().split("\n")) {
  const [en = "", zh = "", de = "", ru = "", others = ""] = line.split("|");
  const city: City = { en, zh, de: de === "=" ? en : de, ru };
  for (const name of [en, zh, `${zh}市`, city.de, ru, ...others.split(";")])
    if (name !== "市" && name) byName.set(fold(name), city);
}

/** The one name under which a known city is kept: "上海市" and "Schanghai" are Shanghai. A name nobody listed stays as it is. */
export const cityKey = (name: string): string => byName.get(fold(name))?.en ?? name;

/** A kept city in the reader's language. */
export function cityName(key: string, locale: string): string {
  const city = byName.get(fold(key));
  return city?.[locale.slice(0, 2) as keyof City] ?? city?.en ?? key;
}
