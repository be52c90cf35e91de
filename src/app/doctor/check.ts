/** One thing the doctor looked at. `todo` says what to do about it. */
export interface Checked {
  name: string;
  state: 'fine' | 'attention' | 'off';
  text: string;
}

export const fine = (name: string, text: string): Checked => ({ name, state: 'fine', text });
export const attention = (name: string, text: string): Checked => ({ name, state: 'attention', text });
export const off = (name: string, text: string): Checked => ({ name, state: 'off', text });
