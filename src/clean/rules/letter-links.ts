import {
  holdsBlock,
  isBlank,
  isElement,
  isEmpty,
  mapElements,
  type Node,
  textOf,
  withChildren,
} from '../tree.ts';

/**
 * What letters to subscribers say about themselves. Whoever follows the link that ends a subscription ends that of the
 * digest, so it is not published.
 */

const seeOnline =
  /^[\s([|]*(?:(?:view|read|open|see)(?: (?:this|the))?(?: (?:e-?mail|newsletter|message|it|issue|post))? (?:online|in (?:your|a|the|my) (?:web ?)?browser|on the web|as a web ?page)|(?:im|in ihrem|in deinem) browser (?:ansehen|anzeigen|öffnen|lesen)|(?:voir|afficher|lire|ouvrir)\b.{0,40}\b(?:navigateur|en ligne)|ver (?:este |el |esta )?(?:correo|email|mensaje|boletín)?.{0,20}\b(?:navegador|en línea)|(?:visualizza|leggi|apri)\b.{0,30}\bbrowser|bekijk\b.{0,40}\bbrowser|(?:ver|abrir|ler)\b.{0,30}\bnavegador)[\s)\]|.»›→>]*$/i;

const endSubscription =
  /^[\s([|]*(?:(?:click here to )?unsubscribe(?: here| from (?:this|all|our) (?:list|mailing list|e-?mails?|newsletter))?|opt[- ]out|kill the newsletter! feed settings|(?:newsletter )?(?:abmelden|abbestellen|austragen)|(?:se )?désabonner|(?:me |se )?désinscrire|se désinscrire|darse de baja|cancelar (?:la )?suscripción|cancelar (?:a )?(?:subscrição|inscrição|assinatura)|descadastrar(?:-se)?|disiscriviti|annulla (?:l[’'])?iscrizione|uitschrijven|afmelden|avsluta prenumerationen|avregistrera|avmeld|afmeld|peruuta tilaus|wypisz się|отписаться|відписатися|配信停止|購読解除|退订|取消订阅|取消訂閱|수신거부)[\s)\]|.]*$/i;

const blocks: ReadonlySet<string> = new Set(['p', 'div', 'li']);
/** A longer line says something else, too: only its link goes. */
const longestLine = 300;

/**
 * Takes out lines that only lead to the letter on the web, and those with the link that ends the subscription, with the
 * line that parts them from the text.
 */
export function removeLetterLinks(nodes: readonly Node[]): readonly Node[] {
  const kept = withoutLetterLinks(nodes);
  const last = kept.findLastIndex((node) => !isBlank(node));
  const isBare = isRule(kept[last]) && nodes.findLast((node) => !isBlank(node)) !== kept[last];
  return isBare ? kept.slice(0, last) : kept;
}

/** Parts a text from what stands below it. */
const isRule = (node: Node | undefined): boolean => isElement(node) && node.name === 'hr';

function withoutLetterLinks(nodes: readonly Node[]): readonly Node[] {
  return mapElements(nodes, (node) => {
    if (!blocks.has(node.name) || node.attrs.has('data-daybook') || node.children.some(holdsBlock))
      return node;
    if (!node.children.some(isOfLetter)) return node;
    const kept = linesOf(node.children).flatMap(keptOf);
    while (isBreak(kept[0])) kept.shift();
    return kept.every(isEmpty) ? [] : withChildren(node, kept);
  });
}

/** Each with the line break that ends it. */
function linesOf(nodes: readonly Node[]): readonly (readonly Node[])[] {
  const lines: Node[][] = [[]];
  for (const node of nodes) {
    lines.at(-1)?.push(node);
    if (isBreak(node)) lines.push([]);
  }
  return lines;
}

function keptOf(line: readonly Node[]): readonly Node[] {
  if (!line.some(isOfLetter)) return line;
  const text = line.map(textOf).join('').trim();
  if (seeOnline.test(text) || (text.length <= longestLine && line.some(endsSubscription))) return [];
  return mapElements(line, (node) => (node.name === 'a' && endsSubscription(node) ? [] : node));
}

const isBreak = (node: Node | undefined): boolean => isElement(node) && node.name === 'br';

const ofLetter = new RegExp(`${seeOnline.source}|${endSubscription.source}`, 'i');

const isOfLetter = (node: Node): boolean => leads(node, ofLetter);

const endsSubscription = (node: Node): boolean => leads(node, endSubscription);

/** Whether it is, or holds, a link with such words. */
function leads(node: Node, words: RegExp): boolean {
  if (!isElement(node)) return false;
  if (node.name !== 'a') return node.children.some((child) => leads(child, words));
  const text = textOf(node);
  return text.length <= 100 && words.test(text);
}
