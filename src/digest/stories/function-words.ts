/**
 * Words that join sentences rather than name things, for the languages most feeds are written in. Rarity finds them
 * too, but only once enough items were seen: a digest's first week has too few. They also tell which language a text is
 * in, where its feed does not say so, or says something else. Anything missing here costs little.
 */
const lists: readonly (readonly [languages: readonly string[], words: string])[] = [
  [
    ['en'],
    `a about after again all also an and any are as at back be because been before being between both but by can could
  did do does down each for from get gets had has have he her here him his how i if in into is it its just like made
  make makes many may more most much new no not now of off on one only or other our out over own said says she should
  since so some still such than that the their them then there these they this those through to too under until up us
  very was we were what when where which while who whose why will with would you your`,
  ],
  [
    ['fr'],
    `à au aucun aussi autre aux avant avec c ce cela ces cet cette ceux chez comme comment contre d dans de depuis des deux
  doit donc dont du elle en encore entre est et été être eu fait font il ils j je l la le les leur leurs lors m mais me
  même moins n ne ni nos notre nous on ont ou où par pas pendant peu plus pour pourquoi qu quand que quel quelle qui s
  sa sans se ses si son sont sous sur t tout toute tous toutes très un une vers vos votre vous y`,
  ],
  [
    ['de'],
    `ab aber alle als also am an auch auf aus bei beim bis da damit dann das dass dem den der des die dies diese dieser
  doch durch ein eine einem einen einer eines er es für gegen haben hat hatte ich ihr ihre im in ins ist kann kein keine
  können man mehr mit nach nicht noch nun nur ob oder ohne sein seine seit sich sie sind so soll über um und uns unter
  vom von vor war waren was wegen weil wenn werden wer wie wieder will wir wird wo wurde wurden zu zum zur zwischen`,
  ],
  [
    ['es', 'pt', 'it', 'ca', 'gl'],
    `al con da das del della delle di do dos e el em en entre era es esta este gli há ha i il la las le lo los mas más mi
  na nas ne nel nella no nos o os para per pero por que se ser si sin sobre son su sua sus também tra um uma un una uno
  y ya`,
  ],
  [
    ['nl', 'da', 'no', 'nb', 'nn', 'sv'],
    `aan af als at av bij dat de den der det die door een eller en er et för for fra från geen har het hij i ik in ja je
  kan maar med med met naar niet nog nu och of og om ook op over på som te till til tot uit und van var voor was wat
  werd wordt ze zich zijn zo`,
  ],
  [
    ['ru'],
    `а без бы был была были было быть в вы для до его ее её если есть еще ещё же за и из или их к как когда ко который ли
  мы на над не но о об он она они от по под после при с со так также то только у уже что чтобы это этот я`,
  ],
  [
    ['ar'],
    `في من على إلى عن مع هذا هذه ذلك تلك التي الذي الذين ما لا لم لن إن أن أنه أنها كان كانت قد كل بين بعد قبل حتى ثم أو
  و هو هي هم كما عند منذ حول دون غير فقط أيضا أيضًا بعض أكثر أين كيف لماذا عبر أمام تحت فوق نحو خلال`,
  ],
  [
    ['zh', 'ja'],
    `的 了 在 是 和 与 及 或 也 都 就 而 被 把 从 到 对 为 将 这 那 其 之 于 以 等 一 个 不 有 上 中 下 后 前 我 你 他 她
  它 们 着 过 再 又 还 最 更 很 年 月 日 号 时 分 第 では から まで など による として について その この ため こと もの
  する した して いる れる られる です ます`,
  ],
];

/** The lists that a word is in, one bit each. */
export const functionWords: ReadonlyMap<string, number> = (() => {
  const found = new Map<string, number>();
  for (const [at, [, words]] of lists.entries())
    for (const word of words.trim().split(/\s+/)) found.set(word, (found.get(word) ?? 0) | (1 << at));
  return found;
})();

/** Function words that a text must hold before they outweigh what its feed says of its language. */
const minVotes = 3;

/**
 * The language of a text by its function words, as many times as each occurs: that which the feed names, unless another
 * is far more likely. `undefined` where neither says anything.
 */
export function languageBy(declared: string | undefined, votes: readonly number[]): string | undefined {
  let best: number | undefined;
  for (let at = 0; at < votes.length; at += 1) if ((votes[at] ?? 0) > (votes[best ?? -1] ?? 0)) best = at;
  const [languages] = best === undefined ? [] : (lists[best] ?? []);
  if (best === undefined || !languages || (declared !== undefined && languages.includes(declared)))
    return declared;
  const own = lists.findIndex(([names]) => declared !== undefined && names.includes(declared));
  if (
    declared !== undefined &&
    ((votes[best] ?? 0) < minVotes || (votes[best] ?? 0) <= 2 * (votes[own] ?? 0))
  )
    return declared;
  return languages[0];
}

/** Adds a word's votes to those of a text, by list. */
export function vote(votes: number[], mask: number): void {
  for (let at = 0; mask >> at !== 0; at += 1) votes[at] = (votes[at] ?? 0) + ((mask >> at) & 1);
}
