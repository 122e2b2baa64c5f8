  // Countries, coloured by a figure. What has no colour is not zero: it was too small to show, or nothing came.
  const SHADES = 5;
  const regions = (() => {
    try { return new Intl.DisplayNames(['en'], {type: 'region'}); } catch (old) { return {of: code => code}; }
  })();
  function map(report, rows, measure, place) {
    const world = data.world;
    const figures = new Map(rows.map(row => [row[place], figure(report, row, measure)]));
    const known = [...figures].filter(([code, f]) => world.countries[code] && f.value !== null && f.value > 0);
    const most = Math.max(...known.map(([, f]) => f.value), 0) || 1;
    // By the root: a country of a tenth is still to be seen.
    const shade = value => Math.max(1, Math.ceil(Math.sqrt(value / most) * SHADES));
    const svg = g('svg', {class: 'map', role: 'img', viewBox: `0 0 ${world.width} ${world.height}`,
      'aria-label': title(report.name) + ': ' + words(measure)[0] + ' by country; the table below has the figures'});
    for (const [code, path] of Object.entries(world.countries)) {
      const f = figures.get(code);
      const value = f && f.value !== null ? f.value : null;
      const range = value !== null && f.low !== null && f.high !== null ? ` (${shown(f.low, measure)} to ${shown(f.high, measure)})` : '';
      svg.append(g('path', {d: path, class: value > 0 ? 'land shade' + shade(value) : 'land'},
        g('title', {}, regions.of(code) + ': ' + (value === null ? 'not shown' : shown(value, measure) + range))));
    }
    const key = h('ul', {class: 'key', 'aria-label': 'Shades'}, Array.from({length: SHADES}, (none, i) =>
      h('li', {}, g('svg', {viewBox: '0 0 30 10', 'aria-hidden': 'true'}, g('rect', {class: 'land shade' + (i + 1), width: 30, height: 10})),
        'to ' + shown(most < SHADES * SHADES ? most * ((i + 1) / SHADES) ** 2 : Math.round(most * ((i + 1) / SHADES) ** 2), measure))));
    const off = [...figures].filter(([code, f]) => !world.countries[code] && f.value !== null)
      .map(([code, f]) => `${/^[A-Z]{2}$/.test(code) ? regions.of(code) : code} ${shown(f.value, measure)}`);
    return h('figure', {class: 'chart'}, svg, key,
      h('p', {class: 'note'}, 'A country without colour is not zero: too few people were there to show it, or nobody.'),
      off.length ? h('p', {class: 'note'}, 'Not on the map: ' + off.slice(0, 12).join(', ') + (off.length > 12 ? ' and others' : '') + '.') : null);
  }

