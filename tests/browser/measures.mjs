// What is measured inside a page. Each function runs in the browser and returns plain values.

/// How far the page is wider than its window, in CSS pixels.
export const overflow = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;

/// Font sizes in use that are no step of the scale (each 1.125 times the one below it).
export function sizes_off_the_scale() {
  const root = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const wrong = new Set();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.data.trim()) continue;
    const size = parseFloat(getComputedStyle(node.parentElement).fontSize);
    const step = Math.log(size / root) / Math.log(1.125);
    if (Math.abs(step - Math.round(step)) > 0.02 && !node.parentElement.closest("code, sup, sub"))
      wrong.add(`${size}px <${node.parentElement.tagName.toLowerCase()}> ${node.data.trim().slice(0, 30)}`);
  }
  return [...wrong];
}

/// Characters in each full line of the article's paragraphs (a paragraph's last line is not full).
export function characters_a_line() {
  const counts = [];
  for (const paragraph of document.querySelectorAll(".story-body > p:not(.dateline):not(.source)")) {
    const lines = new Map();
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (let i = 0; i < node.data.length; ++i) {
        range.setStart(node, i);
        range.setEnd(node, i + 1);
        const box = range.getClientRects()[0];
        if (!box) continue;
        const line = Math.round((box.top + box.bottom) / 2 / 8);
        lines.set(line, (lines.get(line) ?? 0) + 1);
      }
    }
    const dateline = paragraph.previousElementSibling?.matches(".dateline");
    counts.push(...[...lines.entries()].sort((a, b) => a[0] - b[0]).map((line) => line[1])
      .slice(dateline ? 1 : 0, -1));
  }
  return counts;
}

/// Texts whose contrast with what lies under them is below `least`, of any size.
export function weak_contrast(least) {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const luminance = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ground = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const color = rgba(getComputedStyle(e).backgroundColor);
      if (color[3] === 255) return color;
    }
    return rgba(matchMedia("(prefers-color-scheme: dark)").matches ? "#121212" : "#fff");
  };
  const weak = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || !element.checkVisibility() || element.closest("script, .hidden")) continue;
    const style = getComputedStyle(element);
    const [light, dark] = [luminance(rgba(style.color)), luminance(ground(element))].sort((a, b) => b - a);
    const contrast = (light + 0.05) / (dark + 0.05);
    if (contrast < least) weak.set(`${element.className || element.tagName} ${style.color}`, contrast.toFixed(2));
  }
  return [...weak];
}

/// How bright the ground of the page is, 0 to 1.
export function brightness() {
  const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number);
  return (r + g + b) / 765;
}

/// Pictures without a size of their own: what loads later would push the text.
export const pictures_without_size = () =>
  [...document.images].filter((image) => !(image.getAttribute("width") > 0 && image.getAttribute("height") > 0)).map((image) => image.src);

/// Scripts that would run.
export const scripts = () => [...document.scripts].filter((script) => script.type !== "application/ld+json").length;

/// The largest text of the page and where it stands.
export function largest_text() {
  let largest = { size: 0 };
  for (const element of document.querySelectorAll("main h1, main h2, main h3, main p")) {
    const size = parseFloat(getComputedStyle(element).fontSize);
    if (size > largest.size && element.textContent.trim()) largest = { size, tag: element.tagName, text: element.textContent.trim() };
  }
  return largest;
}
