import { counted } from './plural.ts';

/** I membri, segnare in blocco e le pagine che non hanno nulla da mostrare: una parte del catalogo italiano. */
export const itPeople = {
  silentSince: 'senza novità da {date}',
  perMonthSeries: 'Articoli al mese nell’anno fino all’ultimo: {series}',
  perMonth: '{n} al mese',
  perYear: '{n} all’anno',
  missingOrWrong: 'Manca qualcosa o c’è un errore?',
  missingWhy: 'Perché un articolo può mancare',
  reportWrong: 'Segnala che cosa manca o è sbagliato',
  addTitle: 'Aggiungi il tuo feed',
  addText:
    'Copia queste righe, completale con i tuoi dati e proponile come modifica dell’elenco dei feed. Decide chi pubblica questo giornale.',
  addName: 'Il tuo nome',
  addAbout: 'Di che cosa scrivi',
  addRequest:
    'Vi chiedo di aggiungere questo feed a {title}. Ne sono l’autore e accetto che vi sia mostrato.',
  addHere: 'Invialo qui',
  yearEditions: 'Tutte le edizioni del {year}',
  itemsInEditions: counted('{items} in {n} edizione', '{items} in {n} edizioni'),
  jumpYear: 'Anni',
  newestEditions: 'Le edizioni più recenti',
  orLook: 'Cercalo',
  emptySources: counted('Legge {n} fonte:', 'Legge {n} fonti:'),
  markAll: 'Segna tutto come letto',
  markBeforeToday: 'prima di oggi',
  markBeforeWeek: 'prima di questa settimana',
  markActions: 'Segna come letto',
  markedMany: counted('{n} articolo segnato come letto', '{n} articoli segnati come letti'),
  noUnread: 'In questa pagina non c’è nulla da leggere.',
  undo: 'Annulla',
  keyUnread: 'prossimo articolo non letto',
  keyDensity: 'titoli, riassunti, testo integrale',
  keyFoldAll: 'chiudi tutto',
  keyShare: 'condividi',
} as const;
