// What the browser tests measure of a page; each is called by its name.
({
  /** What axe-core finds wrong: WCAG 2.2 A and AA, and its best practices. */
  async axe() {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await axe.run(document, { runOnly: tags, resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.slice(0, 5).map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
    );
  },

  /** What lies past the window's edge, is clipped, or has to be scrolled sideways. */
  overflows() {
    const elsewhere = '.katex, svg, .js-plotly-plot, option, canvas';
    const found = new Set();
    const quote = ({ tagName, className, value, textContent }) =>
      `${tagName.toLowerCase()}.${className} "${(value ?? textContent).trim().slice(0, 40)}"`;
    const cuts = (overflow) => ['hidden', 'clip'].includes(overflow);
    const scrolls = (overflow) => ['auto', 'scroll'].includes(overflow);

    /** Whether something around cuts a part of the element off. */
    function cutOff(element, box) {
      for (let outer = element.parentElement; outer; outer = outer.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(outer);
        const frame = outer.getBoundingClientRect();
        if (cuts(overflowX) && (box.right > frame.right + 1 || box.left < frame.left - 1)) return true;
        if (cuts(overflowY) && (box.bottom > frame.bottom + 1 || box.top < frame.top - 1)) return true;
        if (scrolls(overflowX)) return false;
      }
      return false;
    }

    /** For screen readers alone. */
    function unseen(element) {
      for (let one = element; one; one = one.parentElement) if (getComputedStyle(one).clipPath !== 'none') return true;
      return false;
    }

    for (const element of document.querySelectorAll('body *')) {
      const box = element.getBoundingClientRect();
      if (element.closest(elsewhere) || !box.width || !box.height) continue;
      if (!element.checkVisibility({ visibilityProperty: true })) continue;
      if (unseen(element)) continue;
      const { scrollWidth, clientWidth } = element;
      if (scrolls(getComputedStyle(element).overflowX) && scrollWidth > clientWidth + 1)
        found.add(`${quote(element)} scrolls sideways: ${scrollWidth} in ${clientWidth}`);
      if (box.right > innerWidth + 1 || box.left < -1)
        found.add(`${quote(element)} lies past the edge: ${Math.round(box.left)} to ${Math.round(box.right)}`);
      const bearsText = [...element.childNodes].some((one) => one.nodeType === Node.TEXT_NODE && one.textContent.trim());
      if (!bearsText && element.tagName !== 'INPUT') continue;
      if (clientWidth && scrollWidth > clientWidth + 1) found.add(`${quote(element)} is clipped: ${scrollWidth} in ${clientWidth}`);
      if (cutOff(element, box)) found.add(`${quote(element)} is cut off`);
    }
    return [...found];
  },

  /** Labels of ticks and lines that lie upon each other, or were turned because they did not fit. */
  collisions() {
    const apart = (one, other) =>
      one.right <= other.left + 1 || other.right <= one.left + 1 || one.bottom <= other.top + 3 || other.bottom <= one.top + 3;
    return [...document.querySelectorAll('.js-plotly-plot')].flatMap((plot) =>
      ['.xtick text', '.ytick text', '.annotation-text'].flatMap((kind) => {
        const labels = [...plot.querySelectorAll(kind)].map((one) => ({ text: one.textContent, box: one.getBoundingClientRect() }));
        const turned = [...plot.querySelectorAll(kind)].filter((one) => /rotate\((?!0[,)])/.test(one.getAttribute('transform') ?? ''));
        const lying = turned.map((one) => `${plot.parentElement.ariaLabel}: ${one.textContent} is turned`);
        return [...lying, ...labels.flatMap((one, at) =>
          labels
            .slice(at + 1)
            .filter((other) => !apart(one.box, other.box))
            .map((other) => `${plot.parentElement.ariaLabel}: ${one.text} and ${other.text}`),
        )];
      }),
    );
  },

  /** Whether every chart in sight is drawn in its present size, and whatever floats has come to rest. */
  async settled(width) {
    // A window has its new size before it tells the page.
    if (innerWidth !== width) return false;
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const places = () => JSON.stringify([...document.querySelectorAll('#floats *')].map((one) => one.getBoundingClientRect()));
    await nextFrame();
    const before = places();
    await nextFrame();
    if (places() !== before) return false;

    /** Whether a part of the element shows in the window and in everything that scrolls around it. */
    function inSight(element) {
      let { top, bottom } = element.getBoundingClientRect();
      for (let outer = element.parentElement; outer; outer = outer.parentElement) {
        if (getComputedStyle(outer).overflowY === 'visible') continue;
        const frame = outer.getBoundingClientRect();
        top = Math.max(top, frame.top);
        bottom = Math.min(bottom, frame.bottom);
      }
      return Math.min(bottom, innerHeight) > Math.max(top, 0);
    }
    return [...document.querySelectorAll('[role=group][data-drawn]')].every((box) => {
      const { width } = box.getBoundingClientRect();
      if (width < 20 || !inSight(box)) return true;
      const drawn = box.querySelector('.main-svg');
      return box.dataset.drawn === 'true' && Math.abs(drawn.getBoundingClientRect().width - width) < 2;
    });
  },
})
