import { counted } from './plural.ts';

/** Membros, marcar vários de uma vez e páginas sem nada a mostrar: uma parte do catálogo em português. */
export const ptPeople = {
  silentSince: 'em silêncio desde {date}',
  perMonthSeries: 'Artigos por mês no ano até o último: {series}',
  perMonth: '{n} por mês',
  perYear: '{n} por ano',
  missingOrWrong: 'Falta algo ou há um erro?',
  missingWhy: 'Por que um artigo pode faltar',
  reportWrong: 'Avisar o que falta ou está errado',
  addTitle: 'Acrescente o seu feed',
  addText:
    'Copie estas linhas, preencha-as com os seus dados e proponha-as como mudança da lista de feeds. Quem faz este jornal decide.',
  addName: 'O seu nome',
  addAbout: 'Sobre o que escreve',
  addRequest:
    'Peço que acrescentem este feed a {title}. Sou eu que o escrevo e concordo que seja mostrado ali.',
  addHere: 'Enviar aqui',
  yearEditions: 'Todas as edições de {year}',
  itemsInEditions: counted('{items} em {n} edição', '{items} em {n} edições'),
  jumpYear: 'Anos',
  newestEditions: 'As últimas edições',
  orLook: 'Buscar',
  emptySources: counted('Lê {n} fonte:', 'Lê {n} fontes:'),
  markAll: 'Marcar tudo como lido',
  markBeforeToday: 'antes de hoje',
  markBeforeWeek: 'antes desta semana',
  markActions: 'Marcar como lido',
  markedMany: counted('{n} artigo marcado como lido', '{n} artigos marcados como lidos'),
  noUnread: 'Nesta página está tudo lido.',
  undo: 'Desfazer',
  keyUnread: 'próximo artigo não lido',
  keyDensity: 'títulos, resumos, texto completo',
  keyFoldAll: 'fechar tudo',
  keyShare: 'compartilhar',
} as const;
