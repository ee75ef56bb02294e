import type { OrganisationKind } from "#contexts/identity/roles.ts";

type Names = Partial<Record<"zh-CN" | "de" | "ru", string>>;

export interface BasePreset {
  slug: string;
  name: string;
  names: Names;
  timeZone: string;
  currency: string;
  openedOn: string;
  organisations: { kind: OrganisationKind; name: string; names: Names; mailDomain: string }[];
  hostUnits: { key: string; name: string; names: Names; city: string }[];
}

/** The first base. Names of real organisations stand in this file only; the code knows roles and kinds. */
export const jinqiaoPreset = {
  slug: "jinqiao",
  name: "Alibaba Cloud Innovation Center – BMW Startup Garage Joint Innovation Base",
  names: {
    "zh-CN": "阿里云创新中心—宝马初创车库联合创新基地",
    de: "Gemeinsame Innovationsbasis von Alibaba Cloud Innovation Center und BMW Startup Garage",
    ru: "Совместная инновационная база Alibaba Cloud Innovation Center и BMW Startup Garage",
  },
  timeZone: "Asia/Shanghai",
  currency: "CNY",
  openedOn: "2021-05-20",
  organisations: [
    { kind: "host", name: "BMW Startup Garage China", names: { "zh-CN": "宝马初创车库（中国）" }, mailDomain: "host.example" },
    {
      kind: "cloud_partner",
      name: "Alibaba Cloud Innovation Center",
      names: { "zh-CN": "阿里云创新中心" },
      mailDomain: "cloud.example",
    },
    {
      kind: "zone",
      name: "Jinqiao Economic and Technological Development Zone",
      names: {
        "zh-CN": "金桥经济技术开发区",
        de: "Wirtschafts- und Technologiezone Jinqiao",
        ru: "Зона экономического и технологического развития Цзиньцяо",
      },
      mailDomain: "zone.example",
    },
  ],
  hostUnits: [
    {
      key: "beijing",
      name: "R&D Centre Beijing",
      names: { "zh-CN": "北京研发中心", de: "Entwicklungszentrum Peking", ru: "Центр разработок, Пекин" },
      city: "Beijing",
    },
    {
      key: "shanghai",
      name: "R&D Centre Shanghai",
      names: { "zh-CN": "上海研发中心", de: "Entwicklungszentrum Shanghai", ru: "Центр разработок, Шанхай" },
      city: "Shanghai",
    },
    {
      key: "shenyang",
      name: "R&D Centre Shenyang",
      names: { "zh-CN": "沈阳研发中心", de: "Entwicklungszentrum Shenyang", ru: "Центр разработок, Шэньян" },
      city: "Shenyang",
    },
    {
      key: "lingyue",
      name: "LingYue Digital Information Technology Co. Ltd",
      names: { "zh-CN": "领悦数字信息技术有限公司" },
      city: "Shanghai",
    },
    {
      key: "archermind",
      name: "BMW ArcherMind Information Technology Co. Ltd",
      names: { "zh-CN": "宝马诚迈信息技术有限公司" },
      city: "Nanjing",
    },
  ],
} as const satisfies BasePreset;

export type HostUnitKey = (typeof jinqiaoPreset.hostUnits)[number]["key"];
