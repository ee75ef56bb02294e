import { must, type NeedSeed, should, yuan } from "./need-seed.ts";

export const shenyangNeeds: NeedSeed[] = [
  {
    key: "battery-diagnostics",
    title: "Batteriediagnose zurückgenommener Hochvoltspeicher ohne Öffnen des Packs",
    detail:
      "Wir nehmen im Monat rund 180 Hochvoltspeicher aus Fahrzeugen und Werkstätten zurück und entscheiden für jeden: Weiterverwendung, Reparatur " +
      "oder Recycling. Heute braucht ein voller Lade- und Entladezyklus am Prüfstand neun Stunden, und der Prüfstand ist der Engpass.\n\n" +
      "Gesucht ist ein Verfahren, das den Gesundheitszustand (State of Health), die Restkapazität und den Innenwiderstand jedes Moduls in höchstens " +
      "zwanzig Minuten über die Ladeschnittstelle abschätzt, zum Beispiel mit Impedanzspektroskopie und einem Alterungsmodell. Zellchemie NMC und LFP. " +
      "Wir geben Messreihen von 600 Packs und einen Prüfplatz. Das Ergebnis ist gut, wenn die Schätzung höchstens drei Prozentpunkte vom Prüfstand abweicht " +
      "und auffällige Zellen, die zu thermischem Durchgehen neigen, sicher erkannt werden.",
    teaser: "Ein Entwicklungszentrum sucht eine schnelle, zerstörungsfreie Diagnose gebrauchter Traktionsbatterien.",
    lang: "de",
    field: "electrification",
    topics: ["battery-management", "battery-cells"],
    tags: ["State of Health", "Impedanzspektroskopie", "Second Life"],
    languages: ["de", "en", "zh"],
    budgetMinor: yuan(1_800_000),
    decideBy: "2027-02-26",
    urgency: "high",
    visibility: "teaser",
    statedOn: "2026-10-26",
    reaches: "open",
    requirements: [
      must("Gesundheitszustand je Modul, nicht nur für den ganzen Pack"),
      must("Messung über die vorhandene Lade- oder Diagnoseschnittstelle"),
      { kind: "stage", level: "should", text: "", value: { stages: ["seed", "series-a", "series-b", "growth"] } },
      { kind: "team_size", level: "should", text: "Kann einen Prüfplatz vor Ort betreuen", value: { min: 8 } },
      should("Physikalisches Alterungsmodell, nicht nur Statistik"),
    ],
  },
  {
    key: "paint-inspection",
    title: "Erkennung feiner Lackfehler im Takt der Linie",
    detail:
      "Nach dem Decklack suchen sechs Personen je Schicht mit bloßem Auge nach Einschlüssen, Kratzern und Orangenhaut; etwa vier von hundert Fehlern " +
      "bleiben bis zur Auslieferung unentdeckt. Gesucht ist eine Kameraprüfung mit Deflektometrie, die Fehler ab 0,2 mm auf allen Farben in 55 Sekunden " +
      "findet, eine neue Farbe aus weniger als fünfzig Bildern lernt und die Fundstelle an den Schleifroboter gibt. Bilder bleiben im Werk.",
    teaser: "Ein Fahrzeugwerk sucht eine automatische Prüfung lackierter Karosserien.",
    lang: "de",
    field: "manufacturing",
    topics: ["quality-inspection", "robotics"],
    tags: ["Deflektometrie", "Lack"],
    languages: ["de", "zh"],
    budgetMinor: yuan(3_200_000),
    decideBy: "2027-01-29",
    urgency: "normal",
    visibility: "host",
    statedOn: "2026-07-06",
    reaches: "shortlisted",
    requirements: [
      must("Findet Fehler ab 0,2 mm auf dunklen und hellen Lacken"),
      must("Auswertung auf einem Rechner an der Linie"),
      { kind: "country", level: "should", text: "Service in Shenyang binnen eines Tages", value: { countries: ["CN"] } },
      should("Schnittstelle zum Schleifroboter"),
    ],
  },
  {
    key: "press-shop-energy",
    title: "Lastspitzen im Presswerk vorhersagen und glätten",
    detail:
      "Das Presswerk verursacht ein Drittel der Lastspitzen des Standorts. Wir wollen aus Auftragsplan, Zählern im Sekundentakt, Strompreis und Wetter " +
      "die Last der nächsten 24 Stunden vorhersagen und Druckluft, Öfen und den stationären Speicher so steuern, dass die Spitze um mindestens zwölf Prozent sinkt, " +
      "ohne dass eine Presse wartet. Vorhanden: 4 MWh Speicher aus gebrauchten Batterien, Photovoltaik auf den Hallendächern.",
    teaser: "Ein Werk sucht Vorhersage und Steuerung elektrischer Lastspitzen.",
    lang: "de",
    field: "energy",
    topics: ["energy-storage", "grid-integration"],
    tags: ["Lastmanagement"],
    languages: ["de", "en"],
    budgetMinor: yuan(950_000),
    decideBy: "2027-03-31",
    urgency: "normal",
    visibility: "host",
    statedOn: "2026-11-12",
    reaches: "confirmed",
    requirements: [must("Anbindung über OPC UA"), should("Referenz in einem Werk mit Pressen oder Öfen")],
  },
  {
    key: "press-shop-screws",
    title: "Mitlaufende Prüfung von Schraubverbindungen",
    detail:
      "Drehmoment und Winkel jeder Verschraubung liegen vor, werden aber erst bei einem Schaden angesehen. Gesucht war eine Auswertung, die Abweichungen " +
      "während der Montage meldet.",
    lang: "de",
    field: "manufacturing",
    topics: ["industrial-iot", "quality-inspection"],
    budgetMinor: yuan(400_000),
    decideBy: "2026-12-18",
    urgency: "low",
    visibility: "unit",
    statedOn: "2026-03-09",
    reaches: "closed",
    closing: { closeReason: "solved_internally", note: "Die Werksplanung hat die Auswertung selbst gebaut." },
    requirements: [should("Anbindung an die vorhandenen Schraubsteuerungen")],
  },
];
