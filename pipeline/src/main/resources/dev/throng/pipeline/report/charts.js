  function trend(report, windows, measure, groups, width) {
    let series = [{name: 'Total', at: window => total(report, window, measure)}];
    if (!windows.some(window => total(report, window, measure).value !== null)) {
      series = groups.slice(0, LINES).map(group => ({
        name: nameOf(report, group),
        at: window => {
          const row = window.rows.find(candidate => report.dimensions.every((d, i) => candidate[i] === group[i]));
          return row ? figure(report, row, measure) : {value: null};
        },
      }));
    }
    const points = series.map(line => windows.map(line.at));
    const top = ceiling(Math.max(0, ...points.map(line => line.reduce((most, p) => Math.max(most, p.value || 0, p.high || 0), 0))));
    const height = 200, left = 64, bottom = 26, right = 14;
    const times = windows.map(window => Date.parse(window.start));
    const span = times[times.length - 1] - times[0];
    const x = i => left + (span > 0 ? (times[i] - times[0]) / span : .5) * (width - left - right);
    const y = value => 8 + (1 - Math.max(0, value) / top) * (height - bottom - 8);
    const label = title(report.name) + ': ' + words(measure)[0] + ' over time, ' + windows.length + ' windows';
    const svg = g('svg', {class: 'trend', role: 'img', 'aria-label': label, viewBox: `0 0 ${width} ${height}`});
    for (const part of [0, .5, 1]) {
      svg.append(g('line', {class: 'axis', x1: left, x2: width - right, y1: y(part * top), y2: y(part * top)}),
        g('text', {class: 'tick', x: left - 6, y: y(part * top) + 4, 'text-anchor': 'end'}, shown(part * top, measure)));
    }
    const last = windows.length - 1;
    const ticks = new Set(width < 500 ? [0, last] : [0, Math.round(last / 3), Math.round(last * 2 / 3), last]);
    for (const i of ticks) {
      const anchor = last === 0 ? 'middle' : i === 0 ? 'start' : i === last ? 'end' : 'middle';
      svg.append(g('text', {class: 'tick', x: x(i), y: height - 6, 'text-anchor': anchor},
        Date.parse(windows[i].end) - times[i] < 86400000 ? windows[i].start.slice(5, 16).replace('T', ' ') : windows[i].start.slice(0, 10)));
    }
    points.forEach((line, s) => {
      let path = '', open = false;
      line.forEach((point, i) => {
        if (point.value === null) {
          open = false;
          if (windows.length <= 200 && !windows[i].rows.length && s === 0) {
            svg.append(g('text', {class: 'few', x: x(i), y: y(0) - 4, 'text-anchor': 'middle'}, '×',
              g('title', {}, when(windows[i].start, windows[i].end) + ': too few people')));
          }
          return;
        }
        path += (open ? 'L' : 'M') + x(i).toFixed(1) + ' ' + y(point.value).toFixed(1);
        open = true;
        if (windows.length <= 200) {
          if (point.low !== null && point.high !== null && point.low !== undefined) {
            svg.append(g('path', {class: 'whisker', d: `M${x(i)} ${y(point.low)}V${y(point.high)}`}));
          }
          svg.append(g('circle', {class: 's' + s, cx: x(i), cy: y(point.value), r: 3.5},
            g('title', {}, `${series[s].name}, ${when(windows[i].start, windows[i].end)}: ${shown(point.value, measure)}`)));
        }
      });
      if (path) svg.append(g('path', {class: 's' + s, d: path}));
    });
    const key = series.length > 1 ? h('ul', {class: 'key'}, series.map((line, s) =>
      h('li', {}, g('svg', {viewBox: '0 0 30 10', 'aria-hidden': 'true'}, g('path', {class: 's' + s, d: 'M0 5H30'})), line.name))) : null;
    const few = windows.filter(window => !window.rows.length).length;
    const added = points[0].some(point => point.added);
    return h('figure', {class: 'chart'}, svg, key,
      few ? h('p', {class: 'note'}, `× ${few} of ${windows.length} windows: too few people. This is not zero.`) : null,
      added ? h('p', {class: 'note'}, 'The report has no total: this adds up the groups that are shown, so what was suppressed is missing.') : null,
      series.length > 1 || series[0].name !== 'Total' ? h('p', {class: 'note'}, 'The report has no total, and this measure does not add up: these are its largest groups.') : null);
  }

  function bars(report, rows, measure, width) {
    const plain = rows.filter(row => !isApart(report, row)).slice(0, BARS);
    const apart = rows.filter(row => isApart(report, row)).slice(0, BARS);
    const line = 26, gap = apart.length && plain.length ? 12 : 0;
    const height = (plain.length + apart.length) * line + gap + 4;
    const left = Math.min(260, Math.max(110, width * .32)), right = 84;
    const figures = rows.map(row => figure(report, row, measure));
    const top = Math.max(...finite(figures.map(f => f.high)), ...finite(figures.map(f => f.value)), 0) || 1;
    const x = value => left + Math.max(0, value) / top * (width - left - right);
    const svg = g('svg', {class: 'bars', role: 'img', viewBox: `0 0 ${width} ${height}`,
      'aria-label': title(report.name) + ': ' + words(measure)[0] + ' by group; the table below has the figures'});
    const letters = Math.floor(left / 7.4);
    [...plain, ...apart].forEach((row, i) => {
      const f = figure(report, row, measure), name = nameOf(report, row);
      const y = i * line + (i >= plain.length ? gap : 0);
      const characters = [...name];
      svg.append(g('g', {}, g('title', {}, name + ': ' + shown(f.value, measure)),
        g('text', {x: left - 8, y: y + 18, 'text-anchor': 'end'}, characters.length > letters ? characters.slice(0, letters - 1).join('') + '…' : name),
        g('rect', {class: i < plain.length ? 'bar' : 'bar apart', x: left, y: y + 4, height: line - 8, width: f.value === null ? 0 : x(f.value) - left, rx: 2}),
        f.low === null || f.high === null ? null : g('path', {class: 'whisker', d: `M${x(f.low)} ${y + 8}v10M${x(f.low)} ${y + 13}H${x(f.high)}M${x(f.high)} ${y + 8}v10`}),
        g('text', {x: Math.max(x(f.value || 0), x(f.high || 0)) + 6, y: y + 18}, shown(f.value, measure))));
    });
    if (gap) svg.append(g('line', {class: 'axis', x1: 0, x2: width, y1: plain.length * line + 7, y2: plain.length * line + 7}));
    const below = plain.length < rows.filter(row => !isApart(report, row)).length;
    return h('figure', {class: 'chart'}, svg,
      apart.length ? h('p', {class: 'note'}, 'Grey: (other) is what was too small to show, together; (unknown) is where events did not say.') : null,
      below ? h('p', {class: 'note'}, `The ${BARS} largest; more are in the table.`) : null);
  }

