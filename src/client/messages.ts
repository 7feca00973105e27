/** A text of the interface: one form, or forms by the plural categories of the language (CLDR). */
export type Message = string | Readonly<Record<string, string>>;
export type Messages = Readonly<Record<string, Message>>;

/** What a message is filled with. `n` also chooses the plural form, and is written in the language's digits. */
export type MessageArgs = Readonly<Record<string, string | number>>;

/** Returns a message of the interface, filled; an unknown one is empty, because a missing text must not stop the page. */
export type Translate = (key: string, args?: MessageArgs) => string;

/** Makes the translator of a page, as the site's own does when it renders. */
export function translator(messages: Messages, language: string): Translate {
  return (key, args = {}) => {
    const message = messages[key] ?? '';
    const category = new Intl.PluralRules(language).select(Number(args.n ?? 0));
    const form = typeof message === 'string' ? message : (message[category] ?? message.other ?? '');
    return form.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = args[name] ?? whole;
      return typeof value === 'number' ? new Intl.NumberFormat(language).format(value) : value;
    });
  };
}
