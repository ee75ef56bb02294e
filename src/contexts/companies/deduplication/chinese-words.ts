/** Provinces and prefecture-level cities of the People's Republic (GB/T 2260), without 省, 市 and 区: legal names open with one. */
const PLACES = `
中国 北京 天津 上海 重庆 前海 浦东 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门
石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 雄安 太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁 呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯
沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛 长春 四平 辽源 通化 白山 松原 白城 哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 牡丹江 黑河 绥化
南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 昆山 江阴 常熟 张家港 太仓 宜兴 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 义乌 慈溪 余姚
合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城 福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶
济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店
武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底
广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮 南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左 海口 三亚
成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 贵阳 六盘水 遵义 安顺 毕节 铜仁 昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 大理
拉萨 西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛 杨凌 兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 西宁 海东 银川 石嘴山 吴忠 固原 中卫 乌鲁木齐 克拉玛依 台北 新竹 高雄 九龙`;

/** Words that say what a firm does, not who it is: they stand between the brand and the legal form. */
const BUSINESS_WORDS = `
科技 技术 信息 信息技术 信息科技 网络 智能 软件 电子 电子商务 商务 数据 大数据 数字 互联 互联网 物联 物联网 通信 通讯 电信 计算机 电脑 系统 集成 设备 装备 自动化
机器人 无人机 人工智能 云计算 云 生物 医药 医疗 健康 药业 生命 基因 诊断 器械 新能源 能源 电力 电气 电池 光电 半导体 微电子 芯片 集成电路 传感 传感器 激光 光学 精密 机械 制造 工业 实业 材料 新材料 化工
汽车 车辆 交通 出行 航空 航天 卫星 物流 供应链 运输 环保 环境 建筑 工程 建设 装饰 设计 农业 食品 餐饮 酒店 旅游 文化 传媒 传播 广告 影视 娱乐 游戏 体育 教育 培训 咨询 管理 企业管理 服务 信息服务
金融 投资 资产 资本 控股 基金 保险 支付 征信 贸易 进出口 商贸 零售 销售 发展 开发 研究 研究院 研究所 研发 创新 产业 国际 控制 测控 检测 仪器 仪表 视觉 图像 影像 语音 安全 人力资源 知识产权 房地产 置业 物业 家居 服饰 化妆品
网 在线 平台 中心 集团 互动 营销 市场营销 策划 客服 助手 语音助手 创业 飞行器 无人飞行器 零部件 水下 学院 实验室 信息化 虚拟现实 股份 有限`;

const places = toLongestFirst(PLACES);
const businessWords = toLongestFirst(BUSINESS_WORDS);
const placeSet = new Set(places);
const SHORTEST_BRAND = 2;

/** Whether the text is nothing but a place, as in the brackets of "…科技（上海）有限公司". */
export function isChinesePlace(text: string): boolean {
  return placeSet.has(text.replace(/(?:省|市|区|县|自治区|特别行政区)$/u, ""));
}

/** Takes the province and city off the front of a legal name; a name that would shrink below two characters keeps them. */
export function stripLeadingPlaces(name: string): { rest: string; place: string } {
  let rest = name;
  let place = "";
  for (let round = 0; round < 3; round++) {
    const found = places.find((candidate) => rest.startsWith(candidate));
    if (!found) break;
    const behind = rest.slice(found.length).replace(/^(?:省|市|自治区|特别行政区|(?:.{1,2}(?:新区|区|县)(?=.{4})))/u, "");
    if (behind.length < SHORTEST_BRAND || businessWords.includes(behind)) break;
    rest = behind;
    place = found;
  }
  return { rest, place };
}

/** Takes a place off the end of a name: 东芝中国, 金石机器人常州. */
export function stripTrailingPlace(name: string): { rest: string; place: string } {
  const place = places.find((candidate) => name.endsWith(candidate) && name.length - candidate.length >= SHORTEST_BRAND);
  return place ? { rest: name.slice(0, -place.length), place } : { rest: name, place: "" };
}

/** Takes business words off the end for as long as two characters of brand remain. */
export function stripBusinessWords(name: string): string {
  let rest = name;
  for (;;) {
    const word = businessWords.find((candidate) => rest.endsWith(candidate) && rest.length - candidate.length >= SHORTEST_BRAND);
    if (!word) return rest;
    rest = rest.slice(0, -word.length);
  }
}

/** Whether the text consists of business words and places only, so that it names no firm. */
export function isGenericChinese(text: string): boolean {
  let rest = text;
  while (rest) {
    const word =
      businessWords.find((candidate) => rest.startsWith(candidate)) ?? places.find((candidate) => rest.startsWith(candidate));
    if (!word) return false;
    rest = rest.slice(word.length);
  }
  return true;
}

function toLongestFirst(words: string): string[] {
  return [...new Set(words.trim().split(/\s+/u))].sort((left, right) => right.length - left.length || (left < right ? -1 : 1));
}
