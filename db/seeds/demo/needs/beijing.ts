import { must, type NeedSeed, should, yuan } from "./need-seed.ts";

export const beijingNeeds: NeedSeed[] = [
  {
    key: "rare-scenes",
    title: "从路采数据中挖掘并生成自动驾驶长尾场景",
    detail:
      "我们在北京和沈阳的测试车队每周采集约四百小时数据，但施工改道、逆行三轮车、夜间横穿等长尾场景极少出现，人工标注跟不上。" +
      "希望有工具能从采集数据中自动检索相似场景，对参与者、天气和光照进行泛化，并渲染摄像头与激光雷达，使感知算法的反应与实路一致。" +
      "格式为 OpenSCENARIO 与 OpenDRIVE。达标标准：渲染场景与实路的目标检测误差相差不超过百分之五。",
    teaser: "研发中心寻找基于路采数据的长尾场景生成方案。",
    lang: "zh",
    field: "automated-driving",
    topics: ["simulation-validation", "perception-sensors"],
    tags: ["长尾场景", "激光雷达"],
    languages: ["zh", "en"],
    budgetMinor: yuan(2_600_000),
    decideBy: "2027-02-05",
    urgency: "high",
    visibility: "host",
    statedOn: "2026-10-28",
    reaches: "open",
    requirements: [
      must("可导入路采数据并导出 OpenSCENARIO"),
      { kind: "country", level: "must", text: "数据须在境内处理", value: { countries: ["CN"] } },
      { kind: "certificate", level: "should", text: "", value: { certificates: ["ISO 27001", "TISAX"] } },
      should("具备激光雷达物理传感器模型"),
    ],
  },
  {
    key: "map-changes",
    title: "众源数据发现高精地图变化",
    detail:
      "量产车上传的轻量感知结果足以发现车道线、限速牌和施工区的变化，但误报太多。希望用多车多次观测融合，在变化发生后四十八小时内给出位置和置信度，" +
      "定位误差小于半米，并能直接写入我们的地图更新流程。每日约有二十万公里数据。",
    lang: "zh",
    field: "automated-driving",
    topics: ["hd-maps-localisation"],
    tags: ["高精地图", "众包更新"],
    languages: ["zh"],
    budgetMinor: yuan(1_500_000),
    decideBy: "2027-04-16",
    urgency: "normal",
    visibility: "unit",
    statedOn: "2026-11-13",
    reaches: "confirmed",
    requirements: [must("具备导航电子地图制作甲级测绘资质或与其合作"), should("已处理过量产车众源数据")],
  },
  {
    key: "v2x-intersections",
    title: "路口车路协同信号灯信息质量评估",
    detail:
      "北京示范区约三百个路口向车辆发送信号灯相位，但延迟与错误因路口而异。希望由车端数据持续评估每个路口的时延、缺失和错误，自动屏蔽不可靠路口，并向运营方给出可核对的证据。",
    teaser: "研发中心寻找车路协同信号质量评估方案。",
    lang: "zh",
    field: "connectivity",
    topics: ["vehicle-to-everything", "connected-vehicle"],
    languages: ["zh", "en"],
    budgetMinor: yuan(700_000),
    decideBy: "2027-03-12",
    urgency: "normal",
    visibility: "teaser",
    statedOn: "2026-11-02",
    reaches: "open",
    requirements: [must("支持国标车路协同消息集"), { kind: "founded_year", level: "should", text: "", value: { min: 2017 } }],
  },
  {
    key: "driver-monitoring-night",
    title: "夜间与墨镜条件下的驾驶员监测",
    detail: "现有驾驶员监测在夜间、佩戴墨镜或口罩时误报较多，希望用红外与雷达融合判断疲劳和分心。",
    lang: "zh",
    field: "automated-driving",
    topics: ["perception-sensors"],
    urgency: "low",
    visibility: "unit",
    statedOn: "2026-11-10",
    reaches: "draft",
  },
];
