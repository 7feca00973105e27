import { counted } from './plural.ts';

/** Como vão as fontes e que idade tem o jornal: uma parte do catálogo em português. */
export const ptSources = {
  perWeekSeries: 'Artigos por semana nas últimas {n} semanas: {series}',
  comma: ', ',
  semicolon: '; ',
  colon: ': ',
  nameAndCount: '{name} ({n})',
  sentence: '{text}.',
  badgeLabel: 'feeds lidos',
  feedNote:
    'Isto é um feed, feito para leitores de feeds: cole o endereço desta página no seu para seguir o jornal.',
  failedTimes: counted('{n} pedido sem sucesso', '{n} pedidos sem sucesso'),
  failedLast: 'o último em {date}',
  nextDue: 'nova tentativa em {date}',
  feedMoved: 'Mudou de endereço e é lido em {address}',
  mended: counted('{n} defeito corrigido para a leitura', '{n} defeitos corrigidos para a leitura'),
  itemsHidden: counted(
    'As regras deste jornal ocultam {n} dos seus artigos.',
    'As regras deste jornal ocultam {n} dos seus artigos.',
  ),
  whyMissing: 'Escreve em uma destas fontes e o seu artigo não está aqui?',
  whyMissingRead:
    'Veja se o seu feed é lido: ao lado dele está “funciona” ou o que deu errado. Um feed com falha é pedido de novo, cada vez mais raramente, e o que ele então contiver ainda chega.',
  whyMissingFeed:
    'Veja se o artigo está no seu feed, no endereço indicado aqui. Pelo caminho, uma cópia do feed pode ficar guardada por algumas horas.',
  whyMissingDay:
    'Procure no dia em que o publicou: um artigo pertence a esse dia enquanto a edição dele está aberta; depois, ao dia em que foi encontrado. O que tem data mais de um dia à frente fica no dia em que foi encontrado.',
  whyMissingStory: 'Procure em “Também em”: os artigos sobre o mesmo assunto ficam juntos.',
  whyMissingRules:
    'Quem faz este jornal pode deixar artigos de fora ou mostrar menos deles. Ao lado do seu feed está quantos dos seus ficaram de fora.',
  lastArrival: 'Última novidade',
  lastArrivalStale: 'O jornal pode ter parado: a última novidade chegou {ago}.',
  causeAddress: 'o endereço dele não faz sentido',
  causeName: 'o nome do servidor dele é desconhecido',
  causeConnect: 'não se consegue chegar ao servidor dele',
  causeTls: 'o certificado dele não é válido',
  causeTimeout: 'o servidor dele demorou demais',
  causeRedirect: 'ele remete em círculos',
  causeClientError: 'o servidor dele o recusa ou não o tem',
  causeServerError: 'o servidor dele tem uma falha',
  causeRateLimit: 'o servidor dele pede paciência',
  causeTooBig: 'ele é grande demais',
  causeBrokenAnswer: 'a resposta estava danificada',
  causeNotAFeed: 'a resposta não era um feed',
  causeFile: 'não se consegue ler o arquivo dele',
  causeUnknown: 'por um motivo desconhecido',
} as const;
