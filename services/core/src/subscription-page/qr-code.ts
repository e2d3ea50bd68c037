import { create } from 'qrcode';
import { Html } from './html';

/** Around the code, in modules; readers want four (ISO/IEC 18004 §6.3.8), and half of that stands in the white around it. */
const margin = 2;

/** A QR code as a drawing. Undefined for a text that no code holds. */
export function qrCode(text: string): Html | undefined {
  try {
    const { modules } = create(text, { errorCorrectionLevel: text.length > 600 ? 'L' : 'M' });
    const { size, data } = modules;
    let path = '';
    for (let row = 0; row < size; row += 1) {
      for (let column = 0; column < size;) {
        let end = column;
        while (end < size && data[row * size + end]) end += 1;
        if (end > column) path += `M${column + margin} ${row + margin}h${end - column}v1H${column + margin}z`;
        column = end + 1;
      }
    }
    const box = size + 2 * margin;
    return new Html(
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${box} ${box}" shape-rendering="crispEdges">` +
        `<path fill="#fff" d="M0 0h${box}v${box}H0z"/><path fill="#000" d="${path}"/></svg>`,
    );
  } catch {
    return undefined; // Longer than the largest code, of 2,953 bytes.
  }
}
