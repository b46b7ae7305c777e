import type { Locator } from 'playwright-core';
import { atRest } from './at-rest.js';

/**
 * The texts within an element that are too pale for what is behind them (WCAG 2.2, 1.4.3), each with its ratio.
 * Controls that are disabled need no contrast. Images behind a text are not looked at. A colour on its way to another one is
 * waited for: where little motion is asked for, that is a frame.
 */
export async function paleTexts(root: Locator): Promise<readonly string[]> {
  await root.page().evaluate(atRest);
  return root.evaluate((within: Element) => {
    type Colour = readonly [red: number, green: number, blue: number, alpha: number];
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
    if (!canvas) throw new Error('the browser has no canvas');

    function colourOf(css: string): Colour {
      canvas?.clearRect(0, 0, 1, 1);
      Object.assign(canvas ?? {}, { fillStyle: css });
      canvas?.fillRect(0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0, alpha = 0] = canvas?.getImageData(0, 0, 1, 1).data ?? [];
      return [red, green, blue, alpha / 255];
    }

    function over([red, green, blue, alpha]: Colour, below: Colour): Colour {
      const mix = (top: number, bottom: number) => top * alpha + bottom * (1 - alpha);
      return [mix(red, below[0]), mix(green, below[1]), mix(blue, below[2]), 1];
    }

    function behind(element: Element): Colour {
      const own = colourOf(getComputedStyle(element).backgroundColor);
      if (own[3] === 1) return own;
      return over(own, element.parentElement ? behind(element.parentElement) : [255, 255, 255, 1]);
    }

    function luminance(colour: Colour): number {
      const [red = 0, green = 0, blue = 0] = colour.slice(0, 3).map((part) => {
        const share = part / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    }

    function ratio(one: Colour, other: Colour): number {
      const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
      return (light + 0.05) / (dark + 0.05);
    }

    function textOf(element: Element): string {
      if (element.matches('[type=checkbox], [type=radio]')) return '';
      if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)
        return element.value || element.placeholder;
      const own = [...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE);
      return own
        .map(({ textContent }) => textContent)
        .join('')
        .trim();
    }

    return [...within.querySelectorAll('*')].flatMap((element) => {
      const text = textOf(element);
      const seen = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
      const { width, height } = element.getBoundingClientRect();
      if (text === '' || !seen || width < 2 || height < 2) return [];
      if (element.closest(':disabled, [data-disabled], [aria-disabled=true]')) return [];
      const blank = 'value' in element && element.value === '';
      const { color, fontSize, fontWeight } = getComputedStyle(element, blank ? '::placeholder' : null);
      const size = Number.parseFloat(fontSize);
      const needed = size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700) ? 3 : 4.5;
      const ground = behind(element);
      const found = ratio(over(colourOf(color), ground), ground);
      return found < needed ? [`${text.slice(0, 40)}: ${found.toFixed(2)}`] : [];
    });
  });
}
