import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { writeXlsx } from "hucre/xlsx";
import { expect, test } from "vitest";
import { csvLine } from "#platform/export/export-rows.ts";
import { analyseFile } from "./analyse-file.ts";
import { readBatches } from "./batches.ts";
import type { CompanyValues } from "./company-draft.ts";
import { detectFormat, type FileFormat, type ImportFile } from "./file-format.ts";
import { readRows } from "./read-rows.ts";
import type { SourceRow } from "./source-row.ts";
import { encodedAs, fileOf, utf16 } from "./testing.ts";

async function rowsOf(file: ImportFile, format: FileFormat): Promise<SourceRow[]> {
  const rows: SourceRow[] = [];
  for await (const group of readRows(file, format)) rows.push(...group);
  return rows;
}

async function cellsOf(content: string | Buffer): Promise<unknown[]> {
  const file = fileOf(content);
  const { format } = await analyseFile(file);
  return (await rowsOf(file, format)).map(({ cells, reason }) => (reason ? reason.code : cells));
}

async function draftsOf(content: string | Buffer) {
  const file = fileOf(content);
  const { format, mapping } = await analyseFile(file);
  const values: CompanyValues[] = [];
  const rejections: string[] = [];
  const raws: Record<string, unknown>[] = [];
  for await (const batch of readBatches({ file, format, mapping, after: 0, lastYear: 2026 })) {
    values.push(...batch.drafts.map((draft) => draft.values));
    raws.push(...batch.drafts.map((draft) => draft.raw));
    rejections.push(
      ...batch.rejections.flatMap(({ rowNumber, reasons, isRowKept }) =>
        reasons.map(({ column, code }) => `${rowNumber} ${isRowKept ? "kept" : "rejected"} ${column} ${code}`),
      ),
    );
  }
  return { values, rejections, raws, format, mapping };
}

const refusalOf = (content: string | Buffer) =>
  analyseFile(fileOf(content)).then(
    () => "accepted",
    (error) => error.messageKey,
  );

const chinese =
  "公司名称,城市,公司简介\n云川智行,上海,为整车厂提供自动驾驶仿真平台和数据服务\n青岚储能,合肥,面向电网的储能系统和电池管理\n";
const russian =
  "название;город;описание\nВекторТех;Москва;Диагностика аккумуляторов для электробусов и складской техники\nСеверСофт;Казань;Программное обеспечение для логистики и складов\n";
const german =
  "Firma;Stadt;Beschreibung\nMüller Prüftechnik;München;Prüfstände für Batteriezüge und größere Antriebe\nGrünöl;Köln;Schmierstoffe aus Pflanzenölen für die Industrie\n";

test.each([
  ["UTF-8", Buffer.from(chinese), "utf-8", ","],
  ["UTF-8 with a mark", Buffer.from(`\uFEFF${chinese}`), "utf-8", ","],
  ["GB18030", encodedAs(chinese, "gb18030"), "gb18030", ","],
  ["UTF-16 LE", utf16(chinese, "le"), "utf-16le", ","],
  ["UTF-16 BE", utf16(chinese, "be"), "utf-16be", ","],
  ["UTF-16 LE without a mark", utf16(german, "le", false), "utf-16le", ";"],
  ["Windows-1251", encodedAs(russian, "windows-1251"), "windows-1251", ";"],
  ["Windows-1252", encodedAs(german, "windows-1252"), "windows-1252", ";"],
])("a file in %s is recognised and read", async (_name, bytes, encoding, delimiter) => {
  expect(await detectFormat(fileOf(bytes))).toMatchObject({ kind: "csv", encoding, delimiter, isCompressed: false });
  const { values, rejections } = await draftsOf(bytes);
  expect(rejections).toEqual([]);
  expect(values).toHaveLength(2);
  expect(["云川智行", "ВекторТех", "Müller Prüftechnik"]).toContain(values[0]!.name);
  expect(["Shanghai", "Moscow", "Munich"]).toContain(values[0]!.city);
});

test.each([",", ";", "\t", "|"] as const)("the delimiter %j is found, also where cells hold the others", async (delimiter) => {
  const rows = [
    ["name", "city", "tags"],
    ["Aurelo, Ltd", "Bonn; Köln", "a|b"],
    ["Brisk\tOne", "Ulm", "c,d;e"],
  ];
  const text = rows.map((row) => row.map((cell) => `"${cell}"`).join(delimiter)).join("\n");
  expect((await detectFormat(fileOf(text))).delimiter).toBe(delimiter);
});

test("a gzipped file is read whatever its name says", async () => {
  expect(await cellsOf(gzipSync('{"name":"Aurelo"}\n{"name":"Brisk"}\n'))).toEqual([{ name: "Aurelo" }, { name: "Brisk" }]);
});

test("repeated and empty headings stay apart, and a header below a title row is found", async () => {
  expect(await cellsOf("Our list 2026,,,\n\nName,Tags,Tags,\nAurelo,radar,lidar,x\n")).toEqual([
    { Name: "Aurelo", Tags: "radar", "Tags (2)": "lidar", "#4": "x" },
  ]);
  const { values } = await draftsOf("Name,Tags,Tags\nAurelo,radar,lidar\n");
  expect(values[0]!.tags).toEqual(["radar", "lidar"]);
});

test("a row with more cells than the header is rejected, one with fewer is read", async () => {
  expect(await cellsOf("name,city,country\nAurelo,Bonn\nBrisk,Ulm,DE,surplus\n")).toEqual([
    { name: "Aurelo", city: "Bonn", country: "" },
    "tooManyCells",
  ]);
});

test("broken JSON lines are rejected one by one", async () => {
  expect(await cellsOf('{"name":"Aurelo"}\n{"name":\n[1]\n\n{"name":"Brisk"}\n')).toEqual([
    { name: "Aurelo" },
    "notJson",
    "notAnObject",
    { name: "Brisk" },
  ]);
});

test("a line of 50 MB is rejected and the lines around it are read, in CSV and in JSONL", async () => {
  const long = "x".repeat(50 * 1024 * 1024);
  expect(await cellsOf(`name,city\nAurelo,Bonn\n${long},y\nBrisk,Ulm\n`)).toEqual([
    { name: "Aurelo", city: "Bonn" },
    "rowTooLong",
    { name: "Brisk", city: "Ulm" },
  ]);
  expect(await cellsOf(`{"name":"Aurelo"}\n{"name":"${long}"}\n{"name":"Brisk"}\n`)).toEqual([
    { name: "Aurelo" },
    "rowTooLong",
    { name: "Brisk" },
  ]);
  expect(await refusalOf(long)).toBe("companiesImport.errors.headerTooLong");
});

test("a quotation mark that is never closed ends the import with its place instead of filling the memory", async () => {
  const text = `name,city\nAurelo,Bonn\nBrisk,"${"never closed\n".repeat(600_000)}`;
  const file = fileOf(text);
  await expect(rowsOf(file, { ...(await detectFormat(file)), headerRow: 1, isNested: false })).rejects.toMatchObject({
    messageKey: "companiesImport.errors.recordTooLong",
  });
});

test("an unclosed quotation mark is told by the row that opens it, not by the end of the file", async () => {
  const text = (rows: number) => `name,city\nAurelo,Bonn\nBrisk,"${"never closed\n".repeat(rows)}`;
  for (const rows of [100, 600_000]) {
    const file = fileOf(text(rows));
    await expect(rowsOf(file, { ...(await detectFormat(file)), headerRow: 1, isNested: false })).rejects.toMatchObject({
      messageKey: "companiesImport.errors.recordTooLong",
      values: { row: 3 },
    });
  }
});

test("a row nested without end is rejected by itself, and the rows around it are read", async () => {
  const arrays = `{"name":"Deep","x":${"[".repeat(5000)}${"]".repeat(5000)}}`;
  const objects = `${'{"name":'.repeat(100_000)}1${"}".repeat(100_000)}`;
  const { values, rejections } = await draftsOf(`${arrays}\n${objects}\n{"name":"Aurelo","x":[[["kept"]]]}\n`);
  expect(rejections).toEqual(["1 rejected null tooDeep", "2 rejected null tooDeep"]);
  expect(values.map(({ name }) => name)).toEqual(["Aurelo"]);
});

test("a zero byte or two in a list of single bytes do not make it UTF-16", async () => {
  expect(await refusalOf("id,name\n1,Au\0r\0elo\n2,Brisk\n")).toBe("companiesImport.errors.unsupported");
  expect(await refusalOf("id,name\n1,Au\0re\0lo\n2,Brisk\n")).toBe("companiesImport.errors.unsupported");
});

test("a table of more columns than are read is refused instead of cut", async () => {
  const header = (columns: number) =>
    Array.from({ length: columns }, (_, index) => (index === 0 ? "name" : `c${index}`)).join(",");
  expect(await refusalOf(`${header(501)}\nAurelo\n`)).toBe("companiesImport.errors.tooManyColumns");
  expect(await refusalOf(`${header(500)}${",".repeat(100)}\nAurelo\n`)).toBe("accepted");
});

test("what is no table is refused by its content", async () => {
  expect(await refusalOf("")).toBe("companiesImport.errors.empty");
  expect(await refusalOf("  \n \n")).toBe("companiesImport.errors.empty");
  expect(await refusalOf(Buffer.from("%PDF-1.7 name,city"))).toBe("companiesImport.errors.unsupported");
  expect(await refusalOf(Buffer.from("d0cf11e0a1b11ae1", "hex"))).toBe("companiesImport.errors.oldExcel");
  expect(await refusalOf('[{"name":"Aurelo"}]')).toBe("companiesImport.errors.jsonArray");
  expect(await refusalOf(gzipSync("a,b\n1,2\n").subarray(0, 15))).toBe("companiesImport.errors.damaged");
  expect(await refusalOf(Buffer.from("PK\u0003\u0004 not really a workbook"))).toBe("companiesImport.errors.damaged");
});

test("a gzip bomb is refused while it unpacks", async () => {
  const bomb = gzipSync(Buffer.concat([Buffer.from("name,city\nAurelo,Bonn\n"), Buffer.alloc(80 * 1024 * 1024, "x")]), {
    level: 6,
  });
  await expect(draftsOf(bomb)).rejects.toMatchObject({ messageKey: "companiesImport.errors.compressionBomb" });
});

test("a workbook gives text, numbers and dates; a formula gives its saved value and is never run", async () => {
  const bytes = await writeXlsx({
    sheets: [
      {
        name: "Firms",
        rows: [
          ["公司名称", "Gründungsdatum", "Mitarbeiter", "网址"],
          ["Aurelo", new Date("2019-05-02T00:00:00Z"), 42, "https://aurelo.example"],
          ['=HYPERLINK("http://evil.example")', null, 7, null],
        ],
      },
    ],
  });
  const { values, rejections, format } = await draftsOf(Buffer.from(bytes));
  expect(format).toMatchObject({ kind: "xlsx", headerRow: 1 });
  expect(rejections).toEqual([]);
  expect(values.map(({ name, foundedYear, teamSize }) => [name, foundedYear, teamSize])).toEqual([
    ["Aurelo", 2019, 42],
    ['=HYPERLINK("http://evil.example")', undefined, 7],
  ]);
});

test("a workbook that unpacks to a multiple of its size is refused", async () => {
  expect(await refusalOf(await zipOfZeros(80))).toBe("companiesImport.errors.compressionBomb");
});

/** A valid archive whose sheet is `megabytes` of blanks. */
async function zipOfZeros(megabytes: number): Promise<Buffer> {
  const { deflateRawSync, crc32 } = await import("node:zlib");
  const plain = Buffer.alloc(megabytes * 1024 * 1024, 32);
  const packed = deflateRawSync(plain, { level: 6 });
  const name = Buffer.from("xl/worksheets/sheet1.xml");
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(20, 4);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(crc32(plain), 14);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(plain.length, 22);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(20, 4);
  central.writeUInt16LE(20, 6);
  local.copy(central, 10, 8, 28);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(crc32(plain), 16);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt32LE(plain.length, 24);
  central.writeUInt16LE(name.length, 28);
  central.writeUInt16LE(0, 30);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + packed.length, 16);
  return Buffer.concat([local, name, packed, central, name, end]);
}

test("rows without a name are gathered below their company", async () => {
  const text =
    "公司名称,地点,轮次,融资金额\n云川智行,浙江-杭州,B轮,1亿\n,,A轮,3000万\n,,天使轮,500万\n青岚储能,北京-海淀区,天使轮,200万\n岚图芯,上海,A轮,1亿\n,,天使轮,100万\n";
  const { values, raws, rejections, format } = await draftsOf(text);
  expect(format.isNested).toBe(true);
  expect(rejections).toEqual([]);
  expect(values.map(({ name, city, stage }) => [name, city, stage])).toEqual([
    ["云川智行", "Hangzhou", "series-b"],
    ["青岚储能", "Beijing", "seed"],
    ["岚图芯", "Shanghai", "series-a"],
  ]);
  expect(raws.map(({ furtherRows }) => furtherRows)).toEqual([
    [
      { 轮次: "A轮", 融资金额: "3000万" },
      { 轮次: "天使轮", 融资金额: "500万" },
    ],
    undefined,
    [{ 轮次: "天使轮", 融资金额: "100万" }],
  ]);
});

test("a firm whose name is missing is refused, not taken for a further row of the firm above", async () => {
  const flat = await draftsOf("name,city,stage\nAurelo,Bonn,seed\n,Hefei,seed\nBrisk,Suzhou,seed\n,Berlin,idea\n");
  expect(flat.format.isNested).toBe(false);
  const nested = await draftsOf("name,city,stage,amount\nAurelo,Bonn,B,9\n,,A,3\n,,seed,1\n,Hefei,seed,2\nBrisk,Suzhou,seed,4\n");
  expect(nested.format.isNested).toBe(true);
  expect(nested.values.map(({ name }) => name)).toEqual(["Aurelo", "Brisk"]);
  expect(nested.rejections).toEqual(["5 rejected null nameMissing"]);
});

test("reading goes on behind any row of a nested sheet that ends a company", async () => {
  const file = fileOf("name,stage\nAurelo,B\n,A\nBrisk,seed\n,idea\nCalm,A\n");
  const { format, mapping } = await analyseFile(file, { isNested: true });
  const after = async (row: number) => {
    const names: string[] = [];
    for await (const { drafts } of readBatches({ file, format, mapping, after: row, lastYear: 2026 }))
      names.push(...drafts.map(({ values }) => values.name));
    return names;
  };
  expect([await after(0), await after(3), await after(5), await after(6)]).toEqual([
    ["Aurelo", "Brisk", "Calm"],
    ["Brisk", "Calm"],
    ["Calm"],
    [],
  ]);
});

test("any table written as CSV is read back cell by cell, in chunks of any size", async () => {
  const cell = fc.string({ unit: fc.constantFrom("a", "Ö", "金", "🚲", ",", ";", '"', "\n", "'", " ", "=", "|", "\t", "x") });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 20 }),
      fc.integer({ min: 1, max: 50 }),
      async (rows, chunk) => {
        const text = [
          "name,city,description\n",
          ...rows.map((row) => `${row.map((value) => `"${value.replaceAll('"', '""')}"`).join(",")}\n`),
        ].join("");
        const format: FileFormat = {
          kind: "csv",
          isCompressed: false,
          encoding: "utf-8",
          delimiter: ",",
          oldMac: false,
          headerRow: 1,
          isNested: false,
        };
        const read = await rowsOf(fileOf(text, chunk), format);
        const filled = rows.filter((row) => row.some((value) => value.trim() !== ""));
        expect(read.map(({ cells }) => [cells.name, cells.city, cells.description])).toEqual(filled);
      },
    ),
    { numRuns: 200 },
  );
});

test("a downloaded row that begins like a formula comes back as it was", async () => {
  const { values } = await draftsOf(csvLine(["name", "description", "city"]) + csvLine(["Aurelo", "=1+1 is two", "@home"]));
  expect(values[0]).toMatchObject({ description: "=1+1 is two", city: "@home" });
});
