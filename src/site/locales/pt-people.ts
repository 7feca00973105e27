import { counted } from './plural.ts';

/** Membros, marcar vários de uma vez e páginas sem nada a mostrar: uma parte do catálogo em português. */
export const ptPeople = {
  silentSince: 'sem novidades desde {date}',
  perMonthSeries: 'Artigos por mês no ano até o mais recente: {series}',
  perMonth: '{n} por mês',
  perYear: '{n} por ano',
  missingOrWrong: 'Falta algo ou há um erro?',
  missingWhy: 'Por que um artigo pode faltar',
  reportWrong: 'Dizer o que falta ou está errado',
  addTitle: 'Adicione seu feed',
  addText:
    'Copie estas linhas, preencha com seus dados e envie como alteração da lista de feeds. Quem faz este jornal decide.',
  addName: 'Seu nome',
  addAbout: 'Sobre o que você escreve',
  addRequest:
    'Peço que este feed seja adicionado a {title}. Sou eu quem o escreve e concordo que apareça ali.',
  addHere: 'Envie aqui',
  yearEditions: 'Todas as edições de {year}',
  itemsInEditions: counted('{items} em {n} edição', '{items} em {n} edições'),
  jumpYear: 'Anos',
  newestEditions: 'As edições mais recentes',
  orLook: 'Procure',
  emptySources: counted('Lê {n} fonte:', 'Lê {n} fontes:'),
  markAll: 'Marcar tudo como lido',
  markBeforeToday: 'antes de hoje',
  markBeforeWeek: 'antes desta semana',
  markActions: 'Marcar como lido',
  markedMany: counted('{n} artigo marcado como lido', '{n} artigos marcados como lidos'),
  noUnread: 'Não há nada por ler nesta página.',
  undo: 'Desfazer',
  keyUnread: 'próximo artigo não lido',
  keyDensity: 'títulos, resumos, texto completo',
  keyFoldAll: 'fechar tudo',
  keyShare: 'compartilhar',
} as const;
