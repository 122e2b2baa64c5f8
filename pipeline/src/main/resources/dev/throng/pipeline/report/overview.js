  // A card a report: its figures in the last window that shows any, how they went, and how they were a week before.
  const WEEK = 7 * 86400000;
  const HEADLINES = 3;
  function spark(values) {
    const known = finite(values);
    if (known.length < 2) return null;
    const top = Math.max(...known) || 1, step = 100 / (values.length - 1);
    let path = '', open = false;
    values.forEach((value, i) => {
      if (value === null) { open = false; return; }
      path += (open ? 'L' : 'M') + (i * step).toFixed(1) + ' ' + (24 - Math.max(0, value) / top * 22).toFixed(1);
      open = true;
    });
    return g('svg', {class: 'spark', viewBox: '0 0 100 26', preserveAspectRatio: 'none', 'aria-hidden': 'true'}, g('path', {class: 's0', d: path}));
  }
  function against(report, windows, window, measure) {
    const before = windows.find(one => Date.parse(one.start) === Date.parse(window.start) - WEEK);
    if (!before) return '';
    const now = total(report, window, measure), then = total(report, before, measure);
    if (then.value === null) return ' (a week before: not shown)';
    if (now.low !== null && then.low !== null && now.low <= then.high && then.low <= now.high) return ' (in a week: no difference beyond noise)';
    if (/_rate$/.test(measure)) return ` (a week before: ${shown(then.value, measure)})`;
    if (!(then.value > 0)) return '';
    const change = (now.value / then.value - 1) * 100;
    return ` (${change >= 0 ? '+' : '−'}${Math.abs(change).toFixed(1)} % in a week)`;
  }
  function card(report, index) {
    const windows = inPeriod(report);
    // Rates before other figures: they are what is asked.
    const measures = report.measures.filter(name => !NOISE.test(name));
    measures.sort((a, b) => (b === report.measures[0]) - (a === report.measures[0]) || /_rate$/.test(b) - /_rate$/.test(a));
    const shows = windows.filter(one => one.rows.length);
    // By the calendar noised windows go out in which nothing happened yet.
    const window = shows.filter(one => total(report, one, measures[0]).value !== 0).pop() || shows.pop();
    const body = [];
    if (!window) {
      body.push(h('p', {class: 'note'}, windows.length ? 'Too few people in every window.' : 'No window in the period.'));
    } else {
      const told = measures.filter(name => total(report, window, name).value !== null).slice(0, HEADLINES);
      for (const name of told) {
        body.push(h('p', {class: 'headline'}, h('b', {}, shown(total(report, window, name).value, name)), ' ',
          words(name)[0].toLowerCase() + against(report, windows, window, name)));
      }
      if (told.length) body.push(spark(windows.map(one => total(report, one, told[0]).value)));
      else {
        const first = measures[0];
        const rank = row => figure(report, row, first).value ?? -Infinity;
        window.rows.filter(row => !isApart(report, row)).sort((a, b) => rank(b) - rank(a)).slice(0, HEADLINES).forEach(row =>
          body.push(h('p', {class: 'headline'}, h('b', {}, shown(figure(report, row, first).value, first)), ' ' + nameOf(report, row))));
      }
      body.push(h('p', {class: 'note'}, when(window.start, window.end)));
    }
    return h('li', {}, h('a', {href: '#r' + index}, title(report.name)), body);
  }
  function overview(reports) {
    const list = h('ul', {class: 'cards'}, reports.map(([report, index]) => card(report, index)));
    byId('overview').replaceChildren(h('h2', {id: 'overview-title'}, 'At a glance'), list);
  }

