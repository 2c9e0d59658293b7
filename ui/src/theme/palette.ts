/** Colours of charts; the page's own colours are the custom properties of theme/base.css. */
export interface Palette {
  readonly series: readonly string[];
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly surface: string;
  readonly anomaly: string;
}

/** Told apart by lightness as well as hue, for readers who see few colours. */
export const LIGHT: Palette = {
  series: [
    '#0b7fa3',
    '#e0702f',
    '#4b9a4a',
    '#8356b4',
    '#c79a12',
    '#c9447a',
    '#27a59a',
    '#5b6f83',
    '#9c4f2e',
    '#3f5fbf',
  ],
  text: '#15262e',
  muted: '#566872',
  line: '#dce4e8',
  surface: '#ffffff',
  anomaly: '#d1332e',
};

export const DARK: Palette = {
  series: [
    '#45b8d8',
    '#f4945a',
    '#7cc77a',
    '#b493e6',
    '#e3bf4a',
    '#ee7fab',
    '#58d0c4',
    '#9db0c0',
    '#cf8a68',
    '#8aa4f2',
  ],
  text: '#e3ecf0',
  muted: '#94a7b2',
  line: '#2b3942',
  surface: '#141e25',
  anomaly: '#ff6b64',
};
