/** 情報源の調子と紙面の新しさ：日本語のカタログの一部。 */
export const jaSources = {
  perWeekSeries: '直近{n}週間の週ごとの記事数：{series}',
  comma: '、',
  semicolon: '／',
  colon: '：',
  nameAndCount: '{name}（{n}）',
  sentence: '{text}。',
  badgeLabel: '取得したフィード',
  feedNote:
    'これはフィードリーダー用のフィードです。このページのアドレスをお使いのリーダーに貼り付けると、この新聞を購読できます。',
  failedTimes: { other: '取得に{n}回失敗' },
  failedLast: '最後は{date}',
  nextDue: '次の取得は{date}',
  feedMoved: '移転しました。現在の取得先：{address}',
  mended: { other: '読み取りのため{n}か所を修正' },
  itemsHidden: { other: 'この新聞の規則により、記事{n}件を載せていません。' },
  whyMissing: 'この中の情報源に書いているのに、記事が見当たりませんか',
  whyMissingRead:
    'フィードが読まれているかご確認ください。横に「正常」、または失敗の理由が出ています。失敗したフィードは間隔をあけながら取得し直し、そのとき載っているものは後からでも入ります。',
  whyMissingFeed:
    'ここからリンクしているアドレスのフィードに、その記事があるかご確認ください。途中でフィードの写しが数時間残っていることがあります。',
  whyMissingDay:
    '公開した日の号をご覧ください。その日の号が締め切られるまでは公開日に、その後は見つかった日に入ります。日付が一日より先の記事は、見つかった日に入ります。',
  whyMissingStory: '「ほかの報道」の中をご覧ください。同じ出来事の記事はまとめて載せています。',
  whyMissingRules:
    'この新聞の編集者は、記事を載せなかったり、一部だけ載せたりすることがあります。載せなかった件数は、フィードの横に出ています。',
  lastArrival: '最後の新着',
  lastArrivalStale: 'この新聞は止まっているかもしれません。最後の新着は{ago}です。',
  causeAddress: 'アドレスが正しくありません',
  causeName: 'サーバーの名前が見つかりません',
  causeConnect: 'サーバーに接続できません',
  causeTls: '証明書が無効です',
  causeTimeout: 'サーバーの応答が遅すぎます',
  causeRedirect: '転送が循環しています',
  causeClientError: 'サーバーに拒否されたか、フィードがありません',
  causeServerError: 'サーバーに障害があります',
  causeRateLimit: 'サーバーから待つよう求められています',
  causeTooBig: 'フィードが大きすぎます',
  causeBrokenAnswer: '応答が壊れていました',
  causeNotAFeed: '応答がフィードではありませんでした',
  causeFile: 'ファイルを読み取れません',
  causeUnknown: '原因は不明です',
} as const;
