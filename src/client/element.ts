/** A button that does something when it is pressed. */
export function button(label: string, onclick: () => void): HTMLButtonElement {
  return element('button', { className: 'btn', type: 'button', onclick }, label);
}

/** Makes an element with properties and children; texts become text nodes, never markup. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]>,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}
