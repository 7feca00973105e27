/** A text of the interface: one form, or forms by the plural categories of the language (CLDR). */
export type Message = string | Readonly<Record<string, string | undefined>>;
export type Messages = Readonly<Record<string, Message>>;

/** What a message is filled with. `n` also chooses the plural form, and is written in the language's digits. */
export type MessageArgs = Readonly<Record<string, string | number>>;

/** Returns a message of the interface, filled; an unknown one is empty, because a missing text must not stop the page. */
export type Translate = (key: string, args?: MessageArgs) => string;

/** Makes the translator of a language, for pages that are rendered and for their scripts alike. */
export function translator(messages: Messages, language: string): Translate {
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  return (key, args = {}) => {
    const message = messages[key] ?? '';
    // Asking for the plural is what costs, and most texts have one form.
    const form =
      typeof message === 'string'
        ? message
        : (message[rules.select(Number(args.n ?? 0))] ?? message.other ?? '');
    return form.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = args[name] ?? whole;
      return typeof value === 'number' ? numbers.format(value) : value;
    });
  };
}
