/** Frequent first and second members of German technical compounds; thesaurus terms and the base's own texts add to them. */
export const germanWordParts: readonly string[] = `
abfall abgas ablauf abrechnung absatz abteilung abwasser achse agent akku aktion aktor algorithmus alltag amt analyse anbieter angebot
anlage anlagen anschluss ansatz anteil antrieb anwalt anwendung apotheke app arbeit architektur archiv arznei arzt assistent assistenz
atmosphäre aufgabe auflage aufnahme auftrag aufwand aufzug auge ausbau ausbildung ausfall ausgabe ausgleich auskunft auslastung
ausrüstung austausch auswahl ausweis auswertung auto automat automation automatisierung bahn bank basis batterie bau baustelle bauteil
bauwerk bearbeitung bedarf bedienung beleuchtung benutzer beratung bereich bericht beruf beschaffung beschichtung beschleunigung besitz
bestand bestellung betreiber betrieb betrug bewegung bewerber bewertung bezahlung beziehung bild bilanz bildung bildschirm bio blech
blick block boden bord brand brems bremse brennstoff brief brille brücke buch buchhaltung buchung büro bus chemie code computer cloud
dach dampf daten datei dauer deckung design detail diagnose diebstahl dienst dienstleistung diesel ding dokument doppel draht dreh
drohne druck drucker durchfluss dynamik ecke effizienz eigen einfuhr einheit einkauf einkommen einsatz einspeisung eis eisen elektro
elektrode elektronik elektrolyse elektrolyt element empfang empfehlung energie entgelt entladung entlohnung entscheidung entsorgung
entwicklung entwurf erde ereignis erfassung ergebnis erkennung erlebnis ernte ernährung ersatz erstellung ertrag erz erzeugung
fabrik fach faden fahr fahrer fahrerassistenz fahrgast fahrrad fahrt fahrzeug farbe faser fehler feld fern fertigung fest festkörper
feuer feuchte film filter finanz finanzierung finger firma fisch fläche flash fleisch flexibilität flieger flotte flug flughafen
flugzeug fluss flüssigkeit folie förderung form forschung frachten fracht frau freigabe frequenz führung funk funktion fuß gas gast
gebäude gebiet gebühr gefahr gefäß gehalt gehäuse geist geld gemeinde gemeinschaft gemüse genehmigung generator gerät gericht
geruch geschäft geschichte geschwindigkeit gesellschaft gesetz gesicht gespräch gestaltung gesten gesundheit getränke getreide
getriebe gewerbe gewicht gewinn gitter glas gleis grad grenze größe grund gruppe gut güter haft hafen haft halbleiter hand handel
händler handwerk haus haut heft heim heiz heizung hersteller herstellung hilfe hitze hoch hochschule hochvolt hof holz hotel
hybrid hygiene identität impuls industrie information infrastruktur inhalt innen innovation insel inspektion installation integration
internet investition jahr kabel kalender kälte kamera kampf kanal kapazität karte karten kassen katalog katalysator kauf kette kern
kiefer kinder klang klasse klebstoff kleidung klima klinik knoten kohle kohlenstoff kommunikation komponente kondensator konstruktion
konsum kontakt konto kontrolle konzept kopf körper korrosion kosten kraft kraftstoff kraftwerk kran kranken krankenhaus kredit kreis
kreislauf kreislaufwirtschaft kühl kühlung kultur kunde kunden kunst kunststoff kupfer küste labor lack lade ladegerät laden
ladesäule ladung lager lagerung land landwirtschaft lärm laser last lastwagen lauf leben lebensmittel leder lehre leicht leichtbau leistung
leistungselektronik leit leiter leitung lenkung lern lernen licht lichtbogen liefer lieferant lieferkette lieferung linie linse liste
lizenz lohn lösung luft luftfahrt lüftung magnet management mangel mann marke markt maschine masse material mechanik medien medizin meer
mehrwert mensch menschen merkmal mess messgerät messung metall methode miet miete mikro milch mine mineral minute misch mittel mobil
mobilität modell modul molekül monitor montage motor müll muster nach nachfrage nachhaltigkeit nachricht nachweis nacht nahrung nano
natur navigation nerven netz netzwerk norm not note nutzen nutzer nutzfahrzeug nutzung objekt obst ofen öko öl online optik optimierung
ordnung organ organisation ort ortung paket papier park parken parkplatz partner patient pausen personal personen pfand pflanze
pflege phase photonik photovoltaik pilot plan planung platine platte plattform platz politik post potenzial prämie präsenz praxis preis
presse prinzip problem produkt produktion prognose programm projekt protein prototyp prozess prüf prüfstand prüfung pulver pumpe punkt
qualität quanten quelle rad radar rahmen rand rate raum räume rauch reaktion reaktor rechner rechnung rechen rechenzentrum recht regel
regelung reich reifen reinigung reise reisen reklamation reparatur reserve ressourcen rest restaurant revision richtlinie ring risiko roboter
robotik roh rohr rohstoff rolle rotor route rück rückgabe rückverfolgbarkeit ruf sache saft salz sammlung satellit sauerstoff säule
schaden schadstoff schale schall schalter schaltung schätzung schein schicht schicht schiene schiff schlaf schlacht schlag schlüssel
schmier schmutz schnee schnell schnitt schnittstelle schrift schritt schule schulung schutz schweiß schwer see seil seite sekunde selbst
semantik sendung sensor sensorik serie server service sicherheit sicht signal silizium simulation software solar sonne sortierung spannung
speicher speicherung speise spiel spiegel sport sprach sprache spur staat stab stadt stadtwerk stahl stand standard standort start
station statistik staub stau stelle steuer steuerung steuergerät stil stimme stoff stoffe stoß störung strahl strahlung straße straßen
strategie strecke streik strom struktur stück student studie stunde suche system tabak tafel tag takt tank tanken tasche tasten tätigkeit
taxi technik technologie teil teilchen teile telefon telemetrie temperatur test text textil thermo tief tier ticket tisch ton tonnen tor
touristik training transport transparenz treib treibhaus treibhausgas treibstoff tür turbine über überprüfung überwachung uhr umfeld umsatz umschlag
umwelt unfall universität unternehmen unterhaltung unterlage unterricht unterstützung update urlaub vakuum ventil verband verbindung verbrauch verbrennung
verfahren verfolgung verfügbarkeit vergleich verhalten verkauf verkehr verlust vermietung vermittlung verpackung versand
versicherung version versorgung versuch verteilung vertrag vertrieb verwaltung video virus vogel volumen vorhersage vorlage vorschrift vorsorge
wachs wachstum wagen wahl wald wand wandler ware waren wärme wartung wäsche wasser wasserstoff wechsel weg weiche wein welle welt
werbung werk werkstatt werkstoff werkzeug wert wertstoff wertschöpfung wetter wett wind windkraft winter wirkung wirtschaft wissen wissenschaft woche
wohn wohnung wohnungen zahl zahlung zahn zeichnung zeit zeitung zelle zellen zement zentrum zertifikat ziel zimmer zins zoll zubehör zucker zug
zugang zugriff zukunft zulieferer zusammenarbeit zustand zustell zustellung zutritt zyklus zugangskontrolle erfassung visualisierung
digitalisierung elektrifizierung klassifizierung lokalisierung navigation orchestrierung personalisierung qualifizierung spezialist vernetzung`
  .trim()
  .split(/\s+/);
