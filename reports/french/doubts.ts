/** What the catalogue leaves in doubt of its meters, how it is read and why, and the French of it, text by text. */
import { frenchSpaces } from "#reports/french/spacing.ts";

const doubts: ReadonlyMap<string, string> = new Map([
  ["0.01 kWh: 99 999.99 kWh", "0,01 kWh : 99 999,99 kWh"],
  ["0.1 kWh: 99 999.9 kWh", "0,1 kWh : 99 999,9 kWh"],
  ["0.4 % of Ib", "0,4 % de Ib"],
  ["10 A", "10 A"],
  [
    "10 Wh to 1 MWh by K, roll-over after 99 999 999 counts",
    "10 Wh à 1 MWh selon K, retour à zéro après 99 999 999 pas",
  ],
  ["100 ms", "100 ms"],
  ["1000", "1000"],
  ["184...264.5 V (0.8 to 1.15 Un)", "184...264,5 V (0,8 à 1,15 Un)"],
  ["184...276 V (0.8 Un of 230 V to 1.15 Un of 240 V)", "184...276 V (0,8 Un de 230 V à 1,15 Un de 240 V)"],
  ["2 s", "2 s"],
  ["2000 imp/kWh", "2000 imp/kWh"],
  [
    "32 A is printed as the basic current, and no maximum; a meter of one module rarely has such a basic current",
    "32 A est imprimé comme courant de base, sans maximum ; un compteur d’un module a rarement un tel courant de base",
  ],
  [
    "47xx 36 A, 48xx 63 A; xx00 without output, xx50 with pulses",
    "47xx 36 A, 48xx 63 A ; xx00 sans sortie, xx50 à impulsions",
  ],
  ["5 A", "5 A"],
  [
    "5, 8, 10, 15, 20, 30, 60 min; 15 min as delivered",
    "5, 8, 10, 15, 20, 30, 60 min ; 15 min à la livraison",
  ],
  ["50 ms", "50 ms"],
  [
    "6017 5100 and 6017 5200 pulse, 6017 5150 and 6017 5250 RS485",
    "6017 5100 et 6017 5200 à impulsions, 6017 5150 et 6017 5250 RS485",
  ],
  [
    "6017 5300 and 6017 5400 pulse, 6017 5350 and 6017 5500 RS485",
    "6017 5300 et 6017 5400 à impulsions, 6017 5350 et 6017 5500 RS485",
  ],
  [
    "7700/8700 pulse, 7800/8800 RS485, 7900/8900 both",
    "7700/8700 à impulsions, 7800/8800 RS485, 7900/8900 les deux",
  ],
  [
    "8 digits are stated; the unit by K is the family's rule (PY106), the roll-over an inference",
    "8 chiffres sont indiqués ; l’unité selon K est la règle de la famille (PY106), le retour à zéro une déduction",
  ],
  ["9600 pulse, 9700 RS485", "9600 à impulsions, 9700 RS485"],
  [
    "IEC 61036 was not open; JJG 596-1999, which is based on it, says so",
    "l’IEC 61036 n’était pas accessible ; JJG 596-1999, qui s’en inspire, le dit",
  ],
  ["Ib 32 A, Imax 32 A", "Ib 32 A, Imax 32 A"],
  ["RS485 only", "RS485 seule"],
  ["average power at a change of tariff", "puissance moyenne au changement de tarif"],
  ["basic and maximum current", "courant de base et courant maximal"],
  ["basic current", "courant de base"],
  ["access code", "code d’accès"],
  ["1 Wh per pulse", "1 Wh par impulsion"],
  [
    "of active energy only in print, of either in the menu",
    "d’énergie active seulement à l’impression, de l’une ou l’autre au menu",
  ],
  [
    "the page lists 1 imp/1 Wh, and no 1 varh; the menu has one list for both energies",
    "la page donne 1 imp/1 Wh, et pas 1 varh ; le menu a une seule liste pour les deux énergies",
  ],
  ["communication", "communication"],
  ["none, as in the catalogue", "aucune, comme au catalogue"],
  [
    "a Modbus variant exists elsewhere under the same name: nine rows of its map are known from a third party",
    "une variante Modbus existe ailleurs sous le même nom : neuf lignes de sa table sont connues d’un tiers",
  ],
  [
    "contact in which the second tariff (or the partial register) counts",
    "contact pendant lequel compte le second tarif (ou le registre partiel)",
  ],
  ["closed", "fermé"],
  [
    "a contact input is drawn, its sense is not stated",
    "une entrée de contact est dessinée, son sens n’est pas indiqué",
  ],
  ["none", "aucun"],
  [
    "'(double tariff)' stands beside the partial energy on its page, but no contact is drawn or ordered",
    "« (double tarif) » figure à côté de l’énergie partielle sur sa page, mais aucun contact n’est dessiné ni à commander",
  ],
  ["duration of a pulse", "durée d’une impulsion"],
  [
    "not stated; at 63 A there is a pulse every 2.5 s",
    "non indiquée ; à 63 A il y a une impulsion toutes les 2,5 s",
  ],
  [
    "not stated; at 2000 imp/kWh and 32 A there are 4.1 pulses a second",
    "non indiquée ; à 2000 imp/kWh et 32 A il y a 4,1 impulsions par seconde",
  ],
  ["four pages", "quatre pages"],
  ["total and partial energy on one page", "énergie totale et partielle sur une page"],
  [
    "four pages are stated and five quantities listed",
    "quatre pages sont indiquées et cinq grandeurs énumérées",
  ],
  ["integration times", "temps d’intégration"],
  [
    "programmable without a list; the list is that of the F4N200",
    "programmables, sans liste ; la liste est celle du F4N200",
  ],
  ["integration window", "fenêtre d’intégration"],
  ["one window follows the other", "une fenêtre suit l’autre"],
  [
    "an integration time is stated, not whether the window is fixed or slides",
    "un temps d’intégration est indiqué, pas si la fenêtre est fixe ou glissante",
  ],
  ["outputs of 6017 7750", "sorties du 6017 7750"],
  [
    "pulse and RS485, so that the tariff registers can be read",
    "impulsions et RS485, pour que les registres de tarif puissent être relevés",
  ],
  [
    "the page says only 'double tariff by external contact'; a bench that can't read it can't test it",
    "la page ne dit que « double tarif par contact externe » ; un banc qui ne peut le relever ne peut l’essayer",
  ],
  ["outputs of 6017 9500", "sorties du 6017 9500"],
  [
    "its table has one column for pulses and one for RS485, the diagrams draw both at the terminals",
    "son tableau a une colonne pour les impulsions et une pour RS485, les schémas dessinent les deux aux bornes",
  ],
  ["pause between pulses", "pause entre impulsions"],
  ["as long as the pulse", "aussi longue que l’impulsion"],
  [
    "not stated; at 50 ms it allows 10 pulses a second",
    "non indiquée ; à 50 ms elle permet 10 impulsions par seconde",
  ],
  ["power that flows backwards", "puissance à rebours"],
  [
    "the total is clipped at zero, no export register",
    "le total est écrêté à zéro, pas de registre d’énergie fournie",
  ],
  ["no export register is listed", "aucun registre d’énergie fournie n’est mentionné"],
  ["programming while sealed", "programmation sous plomb"],
  ["refused, as on the D4-s", "refusée, comme sur le D4-s"],
  [
    "it is sealable; that the seal bars programming is printed for the D4-s and the D4-Sh only",
    "il est plombable ; que le plomb interdise la programmation n’est imprimé que pour le D4-s et le D4-Sh",
  ],
  ["pulse constant", "constante d’impulsion"],
  [
    "the technical characteristics say 2000, the order table 1000: the table has less room for detail",
    "les caractéristiques disent 2000, le tableau de références 1000 : le tableau a moins de place pour le détail",
  ],
  ["pulse weight on CTs", "poids de l’impulsion derrière des TC"],
  ["primary energy", "énergie primaire"],
  [
    "not stated; the registers show primary energy and the weights suit it",
    "non indiqué ; les registres affichent l’énergie primaire et les poids lui conviennent",
  ],
  ["rated current", "courant assigné"],
  [
    "In is printed as '1 and 5 A, one model for both'; which one holds decides the starting current",
    "In est imprimé « 1 et 5 A » pour un seul modèle ; celui qui vaut décide du courant de démarrage",
  ],
  ["register", "totalisateur"],
  ["liquid crystal, seven digits", "cristaux liquides, sept chiffres"],
  [
    "a mechanical register is made on request, its digits are not stated",
    "un totalisateur mécanique se fait sur demande, ses chiffres ne sont pas indiqués",
  ],
  [
    "register map, address range, speed as delivered",
    "table de registres, plage d’adresses, vitesse à la livraison",
  ],
  [
    "hypothesis: Nemo 96 HD family; address 1...255, 1 as delivered; 9600 bit/s",
    "hypothèse : famille Nemo 96 HD ; adresse 1...255, 1 à la livraison ; 9600 bit/s",
  ],
  [
    "no map of a Conto is public; the sibling's range is 1...255; drawings show networks of 254",
    "aucune table d’un Conto n’est publique ; la plage du modèle parent est 1...255 ; des dessins montrent des réseaux de 254",
  ],
  ["register unit", "unité du registre"],
  [
    "six digits are stated, not where the point is; 4000 h at 63 A are 57 960 kWh, which must fit (MID, annex V)",
    "six chiffres sont indiqués, pas la place de la virgule ; 4000 h à 63 A font 57 960 kWh, qui doivent y tenir (MID, annexe V)",
  ],
  [
    "seven digits are stated, not where the point is; 4000 h at 32 A are 29 440 kWh",
    "sept chiffres sont indiqués, pas la place de la virgule ; 4000 h à 32 A font 29 440 kWh",
  ],
  ["register unit and roll-over", "unité du registre et retour à zéro"],
  ["single-phase connection", "raccordement monophasé"],
  ["not offered", "non proposé"],
  [
    "'on request' on its page; the guide lists it as if it were standard",
    "« sur demande » sur sa page ; le guide le donne comme s’il était de série",
  ],
  ["single-phase supply", "alimentation en monophasé"],
  ["L1 and N feed the supply when connected single-phase", "L1 et N alimentent le compteur en monophasé"],
  [
    "the supply is drawn from L1-L2, which a single-phase network has not; a bridge is implied",
    "l’alimentation est prise sur L1-L2, qu’un réseau monophasé n’a pas ; un pont est sous-entendu",
  ],
  ["start-up", "démarrage"],
  [
    "less than 5 s is stated (under a mistranslated heading), no figure",
    "moins de 5 s est indiqué (sous un titre mal traduit), sans chiffre",
  ],
  [
    "nothing is stated; its relatives start within 5 s",
    "rien n’est indiqué ; ses parents démarrent en moins de 5 s",
  ],
  ["starting current", "courant de démarrage"],
  ["supply", "alimentation"],
  ["from L1-L2, as its relatives", "prise sur L1-L2, comme ses parents"],
  [
    "the page says fed from the measured voltage, not between which terminals",
    "la page dit alimenté par la tension mesurée, pas entre quelles bornes",
  ],
  ["the two four-wire diagrams", "les deux schémas à quatre fils"],
  ["S1000/332 has one CT (3N1E), S1000/333 three (3N3E)", "S1000/332 a un TC (3N1E), S1000/333 trois (3N3E)"],
  [
    "both are titled '4 wires, unbalanced'; the drawing beside 332 shows one CT, so its title is taken for a misprint",
    "les deux s’intitulent « 4 fils, non équilibré » ; le dessin à côté de 332 montre un TC, son titre est donc pris pour une coquille",
  ],
  ["voltage range", "plage de tension"],
  ["only 230 V is stated", "seul 230 V est indiqué"],
  ["only 230-240 V is stated", "seul 230-240 V est indiqué"],
  ["which order code has which current and output", "quelle référence a quel courant et quelle sortie"],
  ["which order code has which output", "quelle référence a quelle sortie"],
  [
    "the codes stand side by side under 'pulse outputs' and 'RS485' headings whose columns are lost",
    "les références sont côte à côte sous des titres « sorties impulsions » et « RS485 » dont les colonnes sont perdues",
  ],
  [
    "the order table lost its columns; 4750 and 4850 stand together, as do 4700 and 4800",
    "le tableau de références a perdu ses colonnes ; 4750 et 4850 vont ensemble, comme 4700 et 4800",
  ],
  [
    "the order table lost its columns; codes appear as 7900, 7800, 7700 under 'Pulse + RS485', 'RS485', 'Pulse' headings read upwards, 7750 beside 7700",
    "le tableau de références a perdu ses colonnes ; on lit 7900, 7800, 7700 sous des titres « impulsions + RS485 », « RS485 », « impulsions » lus de bas en haut, 7750 à côté de 7700",
  ],
  [
    "the order table lost its columns; lower codes first, as on the pages where the columns are clear",
    "le tableau de références a perdu ses colonnes ; les plus petites d’abord, comme sur les pages où les colonnes sont nettes",
  ],
  ["a new integration time begins", "un nouveau temps d’intégration commence"],
  [
    "the maximum is kept per tariff; whether the window is cut is not stated",
    "le maximum est gardé par tarif ; que la fenêtre soit coupée n’est pas indiqué",
  ],
  ["an access code is stated, its value is not", "un code d’accès est indiqué, pas sa valeur"],
  [
    "the guide prints 10(36) and 10(63) A and the page Ib 10 A; the page then adds (Ib 20 A) and (Ib 32 A), and the order table has 20(36) and 32(63) A. The smaller asks more of the meter at every current",
    "le guide imprime 10(36) et 10(63) A et la page Ib 10 A ; la page ajoute ensuite (Ib 20 A) et (Ib 32 A), et le tableau de références a 20(36) et 32(63) A. Le plus petit exige davantage du compteur à chaque courant",
  ],
  ["not registered", "non enregistrée"],
  [
    "no register for it is stated; many direct meters of this size count its magnitude, against fraud",
    "aucun registre n’est indiqué pour elle ; bien des compteurs directs de cette taille la comptent en valeur absolue, contre la fraude",
  ],
  ["double tariff", "double tarif"],
]);

/** null: a doubt nobody has said in French. */
export function doubtInFrench(english: string): string | null {
  const french = doubts.get(english);
  return french === undefined ? null : frenchSpaces(french);
}
