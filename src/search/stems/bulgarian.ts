import { withoutEndings } from './endings.ts';

/**
 * Bulgarian: articles, plurals, and the sounds that change with them.
 *
 * @see Preslav Nakov, BulStem (2003), and Jacques Savoy, “Searching strategies for the Bulgarian language” (2007), for
 * which endings there are
 */
export const stemmer = withoutEndings(
  [3, 'ата ята ото ето ите овете евете ища ищата ището ове еве ия ият ът ят'],
  [3, 'лози', 'лог'],
  [3, 'а я о е и у ю й'],
  [3, 'и'],
  [4, 'ат'],
  [3, 'ец ц', 'к'],
  [3, 'ър', 'р'],
  [3, 'ен', 'н'],
);
