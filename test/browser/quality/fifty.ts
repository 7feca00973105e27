/**
 * An edition of fifty items as one is on an ordinary day: titles, summaries and bylines of real lengths, in six
 * languages, of ten sources. A line an item: title | author | summary | how the text goes on.
 */

export interface PlainItem {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly content_html: string;
  readonly authors: readonly { readonly name: string }[];
  readonly tags?: readonly string[];
}

interface Source {
  readonly title: string;
  readonly language: string;
  readonly host: string;
  readonly lines: string;
}

const sources: Readonly<Record<string, Source>> = {
  courier: {
    title: 'The Kernel Courier',
    language: 'en',
    host: 'kernel-courier.example',
    lines: `Halyard makes reproducible packages a condition of entry | hollis | The Halyard release team has announced that, as of today, a package which cannot be rebuilt bit for bit will no longer move from the staging archive into the next release. | The check is already on in the migration software, and it applies to regressions as well as to new arrivals.
A second look at the page cache and its many locks | wren | Three proposals for a page cache that scales past a hundred processors were compared in one session. | None of them is ready, but the room agreed on which of the old locks goes first. The numbers came from a machine that its owner would not name.
Kernel prepatch 7.1-rc4 | hollis | The 7.1-rc4 kernel prepatch is out for testing. Another week, another rc, and by now I have stopped calling the size unusual. | Please test.
Security fixes for the long-term series, and what they leave out | wren | Five long-term kernels were released this morning, each with some four hundred patches. | Users of the two oldest series should read the notes on network drivers before they upgrade. The maintainers plan to end one series in December.
Letting containers see only the time they should | orsolya | Time namespaces have been in the kernel for years and almost nobody uses them. | A patch set by two engineers of a hosting company would like to change that, with clocks that survive a migration. Reviewers asked for tests.
Memory tiers without a policy, again | hollis | The fourth attempt at automatic placement of cold pages drops every tunable that the third had. | Its author now says that the hardware should decide, and the hardware makers say the opposite. It goes on.
The file system that nobody wanted to delete | orsolya | A file system without users was to be removed in this cycle. Then a museum wrote in, and a maintainer was found within a day. | The museum keeps its disks.`,
  },
  distro: {
    title: 'Distribution Notes',
    language: 'en',
    host: 'distribution-notes.example',
    lines: `The installer will encrypt swap unless told otherwise | Mabel Okafor | From the next weekly image on, Fathom's installer no longer asks whether swap should be encrypted. | It is, with a key that lives as long as the boot does. Hibernation keeps working.
Freeze dates for the autumn release | Mabel Okafor | Toolchain first, then libraries, then everything else. Maintainers have nine weeks, and the release managers have asked that nobody upload a new compiler in the eighth. | The calendar is in the usual place.
Six months on an image-based desktop | Jonna Lindqvist | In November I put my work machine on Sable's image edition: one read-only system, replaced whole, with the previous one kept underneath. | I have rolled back twice, and needed to once. What I miss is small.
Old mirrors, new bandwidth: who still carries the archive | Tomasz Wilk | A survey of two hundred mirrors finds that a third of them hold less than half of the archive, and that most of the traffic goes to nine. | The project asks universities to come back. The table has the details.
Package sizes have doubled in seven years | Mabel Okafor | We measured every binary package of four releases. Documentation has shrunk, translations have not grown, and debugging symbols alone explain more than half of the difference. | Graphs follow.`,
  },
  packet: {
    title: 'Packet Diary',
    language: 'en',
    host: 'packet-diary.example',
    lines: `Postern: limit the greeting, then update | Renée Achebe | If you run Postern, set greeting-limit to 512 now and install 4.2.1 after supper. | The flaw needs no account, and a description of it has been public since noon. I tried it against a test machine.
What a leap second did to our resolvers | Renée Achebe | Eleven minutes of wrong answers, from one field that counts seconds in a day. | We found the cause in an afternoon and spent a week convincing ourselves that it was the only one. The fix is a constant.
Signing keys in a shoebox, revisited | Ilse Brandsma | Two years ago I wrote that our root keys lived in a shoebox. They have moved to a safe, the ceremony has a checklist, and the checklist has been wrong twice. | Here is the third version.
Reading a firewall's log as if it were mail | Renée Achebe | Threads, senders, subjects: a log has all of them, and a mail reader is better at showing them than any dashboard I have been sold. | The filter is forty lines long. It is below.
Your provider's outage is your outage | Ilse Brandsma | Four customers called before our own monitoring did. It was hosted, as it turned out, in the building that had no power. | We moved it.`,
  },
  libre: {
    title: 'Le Bulletin du libre',
    language: 'fr',
    host: 'bulletin-libre.example',
    lines: `Constructions reproductibles : Halyard passe à l’obligation | Camille Aubry | À partir d’aujourd’hui, un paquet que l’on ne sait pas reconstruire à l’identique reste à la porte de la prochaine version. | L’équipe de publication parle d’un « cliquet », que personne ne pourra plus desserrer. La mesure était attendue.
Une bibliothèque municipale refait ses postes publics | Camille Aubry | Quarante-deux ordinateurs, aucun budget, un été : la bibliothèque d’Arcy a remplacé ses postes par un système libre, et les lecteurs ne s’en sont aperçus qu’au moment d’imprimer. | Tout n’a pas été simple.
Courriel : un correctif à installer ce soir | Élise Marchand | Le serveur de courriel Postern corrige une faille exploitable à distance et sans compte. | Les versions 4.1 et 4.2 sont concernées, la 4.0 ne l’est pas, et le correctif tient en trois lignes. Les détails suivent.
Le dictionnaire collaboratif fête ses vingt ans | Yanis Benali | Un million deux cent mille entrées, huit cents relecteurs, et une question qui revient à chaque assemblée : faut-il encore l’imprimer ? Le conseil a répondu oui, une dernière fois. | L’édition paraîtra en hiver.
À Lyon, une école d’ingénieurs ouvre ses cours de systèmes | Élise Marchand | Dix semestres de cours, les sujets d’examen et les machines virtuelles qui vont avec sont désormais publiés sous une licence qui permet de les reprendre. | Les corrigés viendront plus tard. Les enseignants hésitaient.`,
  },
  nord: {
    title: 'Netzwerkstatt Nord',
    language: 'de',
    host: 'netzwerkstatt-nord.example',
    lines: `1,24 Millionen Euro für den Unterbau von Lantern | Redaktion | Die Stiftung für digitale Grundlagen fördert die freie Arbeitsumgebung über zwei Jahre. | Das Geld ist für Fehler gedacht, für die sich sonst niemand zuständig fühlt. Drei Stellen sind ausgeschrieben.
Freifunk im Hafen: ein Winter mit Richtantennen | Jens Petersen | Vier Strecken über Wasser, eine davon durch eine Fahrrinne, in der alle zwanzig Minuten ein Schiff steht. | Wir haben gemessen, was Nebel, Möwen und Container mit der Verbindung machen. Die Messreihe ist öffentlich.
Mailserver absichern, bevor der Abend kommt | Redaktion | Für Postern ist eine Aktualisierung erschienen, die nicht bis morgen warten sollte. | Wer sie heute nicht einspielen kann, begrenzt die Länge der Begrüßung auf 512 Zeichen. So geht es.
Was ein Kleinstrechner im Dauerbetrieb wirklich verbraucht | Wiebke Harms | Ein Jahr lang hing ein Messgerät zwischen Steckdose und Rechner. Das Netzteil war der größte Verbraucher, das Betriebssystem der kleinste, und der Lüfter lief nie. | Tabelle im Text.`,
  },
  akhbar: {
    title: 'أخبار البرمجيات الحرة',
    language: 'ar',
    host: 'akhbar.example',
    lines: `البناء القابل للتكرار يصبح شرطًا في توزيعة Halyard | سلمى حداد | أعلن فريق الإصدار أن كل حزمة لا يمكن إعادة بنائها بتّةً بتّة لن تنتقل بعد اليوم إلى الإصدار التالي. ويشمل ذلك الحزم الجديدة وتلك التي تراجعت. | والفحص يعمل منذ الصباح.
لقاء المستخدمين في تونس ينتقل إلى مكتبة المدينة | كريم المنصوري | سيُعقد اللقاء الشهري في قاعة القراءة الكبيرة ابتداءً من يونيو. القاعة تتسع لثمانين شخصًا، والدخول مجاني كما كان دائمًا. | وهذا برنامج اليوم الأول.
تعريب دليل المبتدئين يبلغ نصف الطريق | سلمى حداد | ترجم المتطوعون مئة وعشرين صفحة في ستة أشهر. بقيت الفصول الصعبة، وهي التي تحتاج إلى من يعرف الشبكات أكثر مما يعرف اللغة. | والدعوة مفتوحة.`,
  },
  kobeya: {
    title: '小部屋',
    language: 'ja',
    host: 'kobeya.example',
    lines: `カーネル7.1-rc4で試した三つのこと | 小泉 | 週末に手元の古いノートで新しいカーネルを動かしてみた。 | 起動は少し速くなり、無線は少し不安定になり、ファンは相変わらずうるさい。 順番に書いておく。
再現可能なビルドとは何か、台所のたとえで | 小泉 | 同じ材料と同じ手順なら同じ味になるはずだが、台所ではそうならない。 | ソフトウェアでもずっとそうだった。時計と順番を消していく話。 次回に続く。
古い端末の活字を残す仕事 | 三浦 | 一九八〇年代の端末に使われていた書体を、実機から一字ずつ写し取っている人がいる。 | 六千字のうち、今月で四千字を超えた。 写真は本人の許可を得た。`,
  },
  radio: {
    title: 'Ring Zero Radio',
    language: 'en',
    host: 'ring-zero.example',
    lines: `Between episodes: how a release gate was agreed | Ada Forsberg | Eleven years of asking, one mailing list, and a vote that nobody had to count. We talked to three people who were in the room, and to one who left it. | The full talk is an hour.
Episode 61: The people who answer the bug mail | Ada Forsberg | Somebody reads every report that you send. This time we sit with the four volunteers who sort two hundred of them a day, and learn which words make them close a window. | Transcript below.
Listener mail: clocks, cables, and a correction | Luca Ferri | You wrote about leap seconds, about the hum in episode 59, and about a date that I got wrong by a year. | All of you were right. My apologies.
Episode 62: Fonts for a script of eleven thousand signs | Ada Forsberg | What does it take to draw a writing system that was never typeset? A historian, a type designer and an engineer explain why the engineer had the easiest part. | With examples.`,
  },
  margin: {
    title: 'Margin',
    language: 'en',
    host: 'margin.example',
    lines: `Link-time optimisation, measured on one laptop | Noor Vasari | Careful, small, and honest about the fan. | From Workbench Notes.
Eleven years of asking | Noor Vasari | The release gate as a story about patience: worth reading for the footnotes alone, of which there are forty. | A long one.
A museum of forgotten file systems | Noor Vasari | Each exhibit can be mounted. Bring your own disk image, and do not expect to write to it. | Open until June.
Why the calendar in your phone starts on the wrong day | Noor Vasari | A short history of the first day of the week, told by somebody who had to write the code for it in four countries. | With a table.
Shell prompts, a field guide | Noor Vasari | Forty photographs of other people's terminals, sorted by what their owners are afraid of forgetting. | Lovely.
Sorting by colour, with reasons | Noor Vasari | There is no order of colours. Here are nine, and what each is good for. | I use the fourth.
The smallest web server that could | Noor Vasari | It serves one file, to one reader, once. Surprisingly often that is enough. | In forty lines.`,
  },
  workbench: {
    title: 'Workbench Notes',
    language: 'en',
    host: 'workbench.example',
    lines: `Link-time optimisation, measured on a second laptop | Ines Brandt | Nine programs, three compilers, one battery. The gains are real, smaller than advertised, and not where I expected them. | Method first.
An allocator for programs that end soon | Ines Brandt | Most command-line programs live for less than a second, and free memory as if they had to live for a week. What happens if they never free anything? | It depends.
Profiling on the train, without a network and without shame | Ines Brandt | Sampling profilers need less than you think: one file of symbols, one of samples, and an hour in which nobody can send you a faster idea. | My set-up is below.
Reading other people's build files | Pavel Horák | I read the build files of fifty projects, from first line to last. Half of what they do is checked for systems that no longer exist, and nobody dares to remove it. | A list follows.
A year of writing tests first, in numbers | Pavel Horák | I kept a diary. Of two hundred and six tests, eleven found a fault in what I meant, ninety in what I wrote, and the rest have found nothing yet. | The diary has the dates.
Four ways to parse a date, and the one that I regret | Ines Brandt | It began as a regular expression, as it always does. Four years later it is a table, and I can explain every row of it to somebody who has had lunch. | Here is the table.
Notes on a keyboard that I built twice | Pavel Horák | The first one taught me to solder. The second one taught me that I had been typing with seven fingers, and that the other three had opinions. | Pictures next week.`,
  },
};

/** Half of all sources name their pages by the title, the others by a number. */
const titled = new Set(['distro', 'packet', 'margin', 'workbench']);

const slugOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

function itemsOf(id: string, { host, lines }: Source): PlainItem[] {
  return lines.split('\n').map((line, at) => {
    const [title = '', author = '', summary = '', more = ''] = line.split(' | ');
    const number = 1_075_000 + at * 137;
    const url = `https://${host}/${titled.has(id) ? `2026/${slugOf(title)}` : `articles/${number}`}/`;
    // A sentence that no summary has room for, so that the summary ends before it.
    const rest = `${Array.from({ length: 12 }, () => more.replace(/[.。]$/u, '')).join(', ')}.`;
    const content_html = `<p>${summary}</p><p>${rest}</p><p>See the <a href="${url}#discussion">discussion</a>.</p>`;
    return {
      id: url,
      url,
      title,
      authors: [{ name: author }],
      content_html,
      tags: at % 3 === 0 ? ['Measuring', 'Systems'] : [],
    };
  });
}

/** Feeds by their ids; together they have fifty items. */
export const fifty: ReadonlyMap<
  string,
  { readonly title: string; readonly language: string; readonly items: readonly PlainItem[] }
> = new Map(
  Object.entries(sources).map(([id, source]) => [
    id,
    { title: source.title, language: source.language, items: itemsOf(id, source) },
  ]),
);
