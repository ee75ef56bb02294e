import { permitReference, writeLesson } from "#contexts/pilots/commands/close-pilot.ts";
import type { Platform } from "#platform/context.ts";
import { yuan } from "../needs/need-seed.ts";
import { agree } from "./agreements.ts";
import type { FirmIds } from "./firms.ts";
import { criterion, decide, decider, founder, offer, propose } from "./life.ts";
import { confirm, deliver, invoice, order, send } from "./money.ts";
import { judge, measure, pulse, risks, talk } from "./running.ts";
import { provide } from "./supplier.ts";
import { terms } from "./terms.ts";

/** Evaluated as met: what was promised for it is due and has not been done yet. */
export async function seedEvaluated(platform: Platform, firms: FirmIds): Promise<void> {
  const life = await propose(platform, firms, {
    need: "paint-inspection",
    owner: "need-owner",
    firm: "pixelzange",
    proposedOn: "07-20",
    input: {
      title: "Lackprüfung mit Deflektometrie an Linie 2",
      scope:
        "Pixelzange baut einen Prüfbogen mit acht Kameras hinter dem Decklackofen der Linie 2 auf und prüft zehn Wochen lang jede Karosserie im Takt. Die sechs Prüferinnen und Prüfer je Schicht prüfen weiter; ihr Befund ist der Vergleich. Bilder bleiben im Werk.",
      lang: "de",
      budgetMinor: yuan(1_250_000),
      budgetLine: "WS-2026-208 Lackiererei",
      startsOn: "2026-08-24",
      endsOn: "2026-10-30",
      decisionOn: "2026-11-06",
      nextOrder: "Prüfbögen für die Linien 1 und 3 einschließlich Übergabe an den Schleifroboter",
      seriesContact: "Werksplanung Lack, Shenyang",
      consequenceWithinDays: 30,
      note: "Für die Linien 1 und 3 sind 3,1 Mio. CNY im Investitionsplan 2027 vorgemerkt.",
      criteria: [
        criterion(
          "Gefundene Fehler ab 0,2 mm",
          "%",
          91,
          98,
          "Doppelte Prüfung von 40 Karosserien je Woche, dunkle und helle Lacke",
        ),
        criterion("Fehlalarme je Karosserie", "Stück", 6, 2, "Auszählung am Nacharbeitsplatz", { measuredBy: "host" }),
        criterion("Prüfzeit je Karosserie", "s", 80, 55, "Taktzeit aus der Liniensteuerung", { measuredBy: "host" }),
        criterion("Bilder bis eine neue Farbe läuft", "Bilder", 400, 50, "Zwei neue Farben werden eingelernt"),
      ],
    },
  });
  await decide(life, "07-23", { told: "Umfang und Linie stehen fest." });
  await offer(life, "07-23");
  await provide(life, "07-23");
  await decide(life, "07-29", { told: "Kriterien und Folge sind vereinbart." });
  await terms(life, "08-03", "08-06", [
    ["backgroundIp", "Deflektometrie-Software und Prüfbogen", "startup", "Nutzung an Linie 2 während des Pilotprojekts."],
    ["data", "Bilder lackierter Karosserien", "host", "Einlernen der Modelle im Werk; keine Bilder außerhalb.", "2026-12-31"],
    ["foregroundIp", "Auf die Farben des Werks eingelernte Modelle", "both", "Jede Seite darf sie für sich weiter nutzen."],
  ]);
  await agree(life, "08-12");
  const placed = await order(life, "08-13", [
    { title: "Aufbau", deliverable: "Prüfbogen abgenommen", dueOn: "2026-09-04", amountMinor: yuan(450_000) },
    { title: "Zwischenstand", deliverable: "Bericht nach 2.000 Karosserien", dueOn: "2026-10-02", amountMinor: yuan(350_000) },
    { title: "Abschluss", deliverable: "Bericht und eingelernte Farben", dueOn: "2026-10-30", amountMinor: yuan(300_000) },
  ]);
  await decide(life, "08-17");
  await send(placed, "08-17");
  await confirm(placed, "08-19");
  await decide(life, "08-24", { told: "Der Prüfbogen steht, wir fangen an." });
  await measure(life, [
    [
      ["09-11", 93.5],
      ["09-25", 96],
      ["10-09", 97.6],
      ["10-16", 97.2, "Neue Farbe Tiefseeblau"],
      ["10-28", 98.4],
    ],
    [
      ["09-11", 5.1],
      ["09-25", 3.2],
      ["10-16", 2.1],
      ["10-28", 1.6],
    ],
    [
      ["09-11", 62],
      ["10-09", 54],
      ["10-28", 52],
    ],
    [
      ["09-25", 120],
      ["10-16", 46, "Tiefseeblau"],
      ["10-28", 38, "Mineralweiß"],
    ],
  ]);
  await deliver(placed, 0, ["09-03", "09-07"]);
  await invoice(placed, 0, { number: "PZ-26-114", sent: "09-08", approved: "09-14", paid: "10-08" });
  await deliver(placed, 1, ["10-01", "10-09"]);
  await invoice(placed, 1, { number: "PZ-26-127", sent: "10-12", approved: "10-16", paid: "11-10" });
  await deliver(placed, 2, ["10-29", "11-04"]);
  await invoice(placed, 2, { number: "PZ-26-139", sent: "11-05" });
  await pulse(life, [
    ["09-14", "host", "mixed", "Noch zu viele Fehlalarme."],
    ["09-15", "startup", "mixed"],
    ["10-12", "host", "good"],
    ["10-13", "startup", "good", "Das Team an der Linie ist großartig."],
  ]);
  await risks(life, [
    ["08-27", "host", "Ofenabluft beschlägt die Optik", 2, 2, "Luftspülung der Kameras; seit 10. September im Einsatz."],
  ]);
  await talk(life, [
    ["09-10", "startup", "Die Luftspülung ist eingebaut, die Bilder sind seit der Frühschicht klar."],
    ["10-15", "host", "Am Freitag kommt Tiefseeblau auf die Linie. Reichen Ihnen fünfzig Karosserien zum Einlernen?"],
    ["10-15", "startup", "Fünfzig reichen, wir rechnen mit weniger."],
  ]);
  await judge(life, "11-05", [["met"], ["met"], ["met"], ["met"]]);
  await decide(life, "11-06", {
    told: "Alle vier Kriterien sind erfüllt. Die Bestellung für die Linien 1 und 3 wird vorbereitet.",
    note: "Einkauf hat den Rahmenvertrag im Entwurf.",
  });
  await writeLesson(decider(life, "11-09"), life.pilotId, {
    kind: "worked",
    text: "Doppelte Prüfung von vierzig Karosserien je Woche hat jede Diskussion über Zahlen beendet.",
    isShared: true,
  });
  await writeLesson(founder(life, "11-10"), life.pilotId, {
    kind: "advice",
    text: "Luftspülung gehört in jedes Angebot für Lackieröfen.",
    isShared: false,
  });
  await permitReference(founder(life, "11-10"), life.pilotId, { permission: "quoted" });
}
