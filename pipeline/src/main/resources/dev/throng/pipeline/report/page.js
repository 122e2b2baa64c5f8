'use strict';
(() => {
  const ALL = '(all)';
  const APART = ['(other)', '(unknown)'];
  const BARS = 15;
  const LINES = 4;
  const MANY_REPORTS = 40;
  const data = JSON.parse(document.getElementById('data').textContent);
  const byId = id => document.getElementById(id);
  const NOISE = /_(error|low|high|draw)$/;
  const WORDS = {
    events: ['Events', 'How often it happened. Adds up.'],
    sessions: ['Sessions', 'Visits without a long pause. Adds up.'],
    conversions: ['Conversions', 'Events that are the aim of the campaign. Adds up.'],
    records: ['Records', 'Adds up.'],
    pages_per_session: ['Pages per session', 'An average. Does not add up.'],
    average_session_seconds: ['Seconds per session', 'An average. Does not add up.'],
  };

  // Everything from the data becomes a text node or an attribute's value, never markup.
  function make(namespace, name, attributes, children) {
    const node = namespace ? document.createElementNS(namespace, name) : document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
      else if (value !== undefined && value !== false) node.setAttribute(key, value);
    }
    node.append(...children.flat().filter(child => child !== null && child !== undefined));
    return node;
  }
  const h = (name, attributes, ...children) => make('', name, attributes, children);
  const g = (name, attributes, ...children) => make('http://www.w3.org/2000/svg', name, attributes, children);

  function fail(what) {
    byId('reports').prepend(h('p', {class: 'error', role: 'alert'}, 'This page could not be drawn: ' + what));
  }
  addEventListener('error', event => fail(event.message));

  const title = name => name.split('/').map(part => part.replace(/_/g, ' ').replace(/^./, c => c.toUpperCase())).join(' · ');
  function words(measure) {
    if (WORDS[measure]) return WORDS[measure];
    if (NOISE.test(measure)) {
      const of = words(measure.replace(NOISE, ''))[0].toLowerCase();
      if (measure.endsWith('_error')) return ['± error', 'Standard error of the noise in ' + of + '.'];
      if (measure.endsWith('_low')) return ['95 % low', 'Lower end of the 95 % interval of ' + of + '.'];
      if (measure.endsWith('_high')) return ['95 % high', 'Upper end of the 95 % interval of ' + of + '.'];
      return ['As drawn', 'The noised ' + of + ' before rows were made to fit each other.'];
    }
    const label = measure.replace(/_/g, ' ').replace(/^./, c => c.toUpperCase());
    if (measure.startsWith('unique_')) return [label, 'Different ones in the group and window. Does not add up: one can be in several.'];
    if (measure.startsWith('sum_')) return [label, 'A sum. Adds up within one currency or unit.'];
    if (measure.endsWith('_rate')) return [label, 'A share. Does not add up.'];
    return [label, 'An average. Does not add up.'];
  }
  const number = text => text === null || text === undefined || text === '' ? null : Number(text);
  function shown(value, measure) {
    if (value === null || Number.isNaN(value)) return '–';
    if (/_rate(_(error|low|high|draw))?$/.test(measure)) return (value * 100).toLocaleString('en', {maximumFractionDigits: 1}) + ' %';
    return value.toLocaleString('en', {maximumFractionDigits: Math.abs(value) >= 1000 ? 0 : 2});
  }
  function when(start, end) {
    const length = (Date.parse(end) - Date.parse(start)) / 3600000;
    if (length < 24) return start.slice(0, 10) + ' ' + start.slice(11, 16);
    return length > 24 ? start.slice(0, 10) + ' to ' + new Date(Date.parse(end) - 1).toISOString().slice(0, 10) : start.slice(0, 10);
  }
  const level = (report, row) => report.dimensions.map((name, i) => row[i] === ALL ? '' : name).filter(Boolean).join(', ');
  const isTotal = (report, row) => report.dimensions.every((name, i) => row[i] === ALL);
  const isApart = (report, row) => report.dimensions.some((name, i) => APART.includes(row[i]));
  const nameOf = (report, row) => report.dimensions.map((name, i) => row[i]).filter(part => part !== ALL).join(' › ') || ALL;

  function figure(report, row, measure) {
    const at = name => {
      const index = report.measures.indexOf(name);
      return index < 0 ? null : number(row[report.dimensions.length + index]);
    };
    return {value: at(measure), low: at(measure + '_low'), high: at(measure + '_high')};
  }
  // The report's own row for everything; else what its groups come to, where that may be said.
  function total(report, window, measure) {
    const row = window.rows.find(candidate => isTotal(report, candidate));
    if (row) return figure(report, row, measure);
    const sum = number(window.sums[report.measures.indexOf(measure)]);
    return {value: sum, low: null, high: null, added: sum !== null};
  }
  const finite = values => values.filter(value => value !== null && Number.isFinite(value));
  function ceiling(top) {
    if (!(top > 0)) return 1;
    const unit = 10 ** Math.floor(Math.log10(top));
    return [1, 2, 2.5, 5, 10].map(step => step * unit).find(step => step >= top);
  }

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

  function table(report, window, rows, measures) {
    const head = [...report.dimensions.map(name => h('th', {scope: 'col'}, name.replace(/_/g, ' '))),
      ...measures.map(name => h('th', {scope: 'col', class: 'number', title: words(name)[1]}, words(name)[0]))];
    const body = rows.map(row => h('tr', {class: isApart(report, row) ? 'apart' : false},
      report.dimensions.map((d, i) => h('th', {scope: 'row'}, row[i])),
      measures.map(name => h('td', {class: 'number'}, shown(figure(report, row, name).value, name)))));
    const left = window.left_out ? `; ${window.left_out.toLocaleString('en')} smaller groups are in the file only` : '';
    return h('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Table of ' + title(report.name)},
      h('table', {}, h('caption', {}, when(window.start, window.end) + left), h('thead', {}, h('tr', {}, head)), h('tbody', {}, body)));
  }

  // As in the files: what a spreadsheet would run gets an apostrophe before it.
  function cell(value) {
    const safe = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20']/.test(value) ? "'" + value : value;
    return /[",\r\n]/.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe;
  }
  function csv(report, windows) {
    const lines = [['window_start', 'window_end', ...report.dimensions, ...report.measures].join(',')];
    for (const window of windows) {
      for (const row of window.rows) {
        const width = report.dimensions.length;
        lines.push([window.start, window.end, ...row.slice(0, width).map(cell), ...row.slice(width)].join(','));
      }
    }
    return lines.join('\n') + '\n';
  }
  async function copy(text, what) {
    try {
      await navigator.clipboard.writeText(text);
    } catch (refused) {
      const area = h('textarea', {'aria-hidden': 'true'});
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
    }
    byId('said').textContent = what + ' copied as CSV';
  }

  function select(label, options, chosen, change) {
    const box = h('select', {onchange: () => change(box.value)},
      options.map(([value, text]) => h('option', {value, selected: value === chosen ? '' : false}, text)));
    return h('label', {}, label + ' ', box);
  }

  // What is chosen in a section outlives the filters.
  const choices = new Map();
  function section(report, index) {
    const chosen = choices.get(report.name) || {};
    choices.set(report.name, chosen);
    const from = byId('from').value, until = byId('until').value;
    const windows = report.windows.filter(window =>
      (!from || window.end > from + 'T00:00:00Z') && (!until || window.start.slice(0, 10) <= until));
    const root = h('section', {'aria-labelledby': 'r' + index}, h('h2', {id: 'r' + index}, title(report.name)));
    if (!windows.length) {
      root.append(h('p', {class: 'note'}, 'No window of this report lies in the period.'));
      return root;
    }
    const measures = report.measures.filter(name => !NOISE.test(name));
    const measure = measures.includes(chosen.measure) ? chosen.measure : measures[0];
    const lastOf = test => windows.filter(test).pop();
    const window = windows.find(one => one.start === chosen.window) || lastOf(one => one.rows.some(row => !isTotal(report, row)))
      || lastOf(one => one.rows.length) || lastOf(() => true);
    const levels = [...new Set(windows.flatMap(one => one.rows.filter(row => !isTotal(report, row)).map(row => level(report, row))))]
      .sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
    const group = levels.includes(chosen.group) ? chosen.group : levels[0];
    const rank = row => figure(report, row, measure).value ?? -Infinity;
    const rows = window.rows.filter(row => !isTotal(report, row) && level(report, row) === group).sort((a, b) => rank(b) - rank(a));
    const redraw = change => {
      Object.assign(chosen, change);
      const fresh = section(report, index);
      const position = [...root.querySelectorAll('select, button')].indexOf(document.activeElement);
      root.replaceWith(fresh);
      if (position >= 0) fresh.querySelectorAll('select, button')[position]?.focus();
    };
    const first = windows[0], last = windows[windows.length - 1];
    root.append(h('p', {class: 'where'}, `${windows.length} window${windows.length > 1 ? 's' : ''}, ${when(first.start, last.end)}`));
    root.append(h('ul', {class: 'figures', 'aria-label': 'Totals of ' + when(window.start, window.end)}, measures.map(name => {
      const all = total(report, window, name);
      const range = all.low === null || all.low === undefined ? '' : ` (${shown(all.low, name)} to ${shown(all.high, name)})`;
      return h('li', {}, h('b', {}, shown(all.value, name)), h('span', {}, words(name)[0] + range));
    }), h('li', {}, h('span', {}, 'in ' + when(window.start, window.end)))));
    root.append(h('div', {class: 'choices'},
      measures.length > 1 ? select('Measure', measures.map(name => [name, words(name)[0]]), measure, value => redraw({measure: value})) : null,
      levels.length > 1 ? select('Grouped by', levels.map(name => [name, name.replace(/_/g, ' ')]), group, value => redraw({group: value})) : null,
      select('Window', windows.map(one => [one.start, when(one.start, one.end) + (one.rows.length ? '' : ', too few people')]).reverse(), window.start,
        value => redraw({window: value})),
      h('button', {type: 'button', onclick: () => copy(csv(report, [window]), 'The window is')}, 'Copy window as CSV'),
      h('button', {type: 'button', onclick: () => copy(csv(report, windows), 'The period is')}, 'Copy period as CSV')));
    const width = Math.max(280, Math.min(1150, (byId('reports').clientWidth || 900) - 44));
    const known = rows.filter(row => !isApart(report, row));
    root.append(h('h3', {}, words(measure)[0] + ' over time'), trend(report, windows, measure, known.length ? known : rows, width));
    if (!window.rows.length) {
      root.append(h('p', {class: 'empty'}, 'Too few people: nothing of this window may be shown.'));
    } else {
      if (rows.length) root.append(h('h3', {}, `${words(measure)[0]} by ${group.replace(/_/g, ' ')}`), bars(report, rows, measure, width));
      else if (report.dimensions.length) root.append(h('p', {class: 'note'}, 'No single group of this window was large enough to show.'));
      const summed = window.rows.filter(row => isTotal(report, row));
      const all = report.dimensions.length ? [...summed, ...rows] : window.rows;
      root.append(h('details', {open: ''}, h('summary', {}, 'Table'), table(report, window, all, report.measures)));
    }
    for (const run of data.runs.filter(one => one.reports[report.name])) {
      const counts = run.reports[report.name];
      const parts = [];
      if (counts.groups_merged) parts.push(`${counts.groups_merged.toLocaleString('en')} groups were too small and went into (other)`);
      if (counts.groups_suppressed) parts.push(`${counts.groups_suppressed.toLocaleString('en')} were still too small and are in no row`);
      if (counts.already_released) parts.push(`${counts.already_released.toLocaleString('en')} windows were out already and were not written again`);
      // A window without rows is itself too small, whatever the manifest counts; then nothing is said.
      const whole = 'groups_suppressed' in counts && report.windows.every(one => one.rows.length);
      const sentence = parts.length ? `What the run left out, over all its windows: ${parts.join('; ')}.` : whole ? 'The run merged and left out no group.' : '';
      if (sentence) root.append(h('p', {class: 'note missing'}, sentence));
    }
    if (report.measures.some(name => name.endsWith('_error'))) {
      root.append(h('p', {class: 'note'}, 'These figures carry noise; the whiskers are 95 % intervals.'));
    }
    if (report.other_columns) {
      root.append(h('p', {class: 'note'}, `${report.other_columns} windows have other columns, from an older form of the report, and are left out.`));
    }
    root.append(h('details', {}, h('summary', {}, 'What the columns mean'),
      h('dl', {}, report.measures.flatMap(name => [h('dt', {}, name), h('dd', {}, words(name)[1])]))));
    return root;
  }

  function reasons(what, counts) {
    const entries = Object.entries(counts || {}).sort((a, b) => b[1] - a[1]);
    return entries.map(([reason, count]) => h('tr', {}, h('th', {scope: 'row'}, what + ': ' + reason.replace(/_/g, ' ')),
      h('td', {class: 'number'}, count.toLocaleString('en'))));
  }
  function records() {
    const root = byId('records');
    root.append(h('h2', {id: 'records-title'}, 'What became of records'));
    if (!data.runs.length) {
      root.append(h('p', {class: 'note'}, 'No manifest lies in the folder or beside it, so nothing can be said of it.'));
      return;
    }
    root.append(h('p', {class: 'note'}, 'These counts are internal: give the page to nobody outside while they are on it. Every record that was read is kept, dropped or rejected.'));
    for (const run of data.runs) {
      const row = (name, count) => h('tr', {}, h('th', {scope: 'row'}, name), h('td', {class: 'number'}, Number(count).toLocaleString('en')));
      root.append(h('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Counts of ' + (run.job || run.file)},
        h('table', {}, h('caption', {}, `${run.job || 'Streaming'} (${run.file}, ${run.status})`),
          h('thead', {}, h('tr', {}, h('th', {scope: 'col'}, 'Records'), h('th', {scope: 'col', class: 'number'}, 'Count'))),
          h('tbody', {}, row('read', run.records_read), row('kept', run.events_kept),
            reasons('dropped', run.dropped), reasons('rejected', run.rejected), reasons('kept, with a warning', run.warnings)))));
    }
  }

  function draw() {
    const pick = byId('pick').value;
    const fresh = data.reports.map((report, i) => [report, i]).filter(([report]) => pick === '' || report.name === pick)
      .map(([report, i]) => section(report, i));
    byId('reports').replaceChildren(...fresh);
  }
  function start() {
    const days = data.reports.flatMap(report => report.windows.flatMap(window =>
      [window.start.slice(0, 10), new Date(Date.parse(window.end) - 1).toISOString().slice(0, 10)])).sort();
    const first = days[0], last = days[days.length - 1];
    const many = data.reports.length > MANY_REPORTS;
    byId('pick').append(h('option', {value: ''}, 'All reports'),
      ...data.reports.map((report, i) => h('option', {value: report.name, selected: many && i === 0 ? '' : false}, title(report.name))));
    for (const id of ['from', 'until']) {
      byId(id).min = first;
      byId(id).max = last;
      byId(id).addEventListener('change', draw);
    }
    byId('pick').addEventListener('change', draw);
    byId('reset').addEventListener('click', () => {
      byId('filters').reset();
      byId('pick').value = '';
      draw();
    });
    byId('summary').textContent = `${data.reports.length} report${data.reports.length > 1 ? 's' : ''}, ${first} to ${last}. Statistics about the throng, never about anyone in it.`
      + (data.others ? ` ${data.others} files are no tables as CSV and are not shown.` : '');
    let width = innerWidth;
    addEventListener('resize', () => {
      if (width === innerWidth) return;
      width = innerWidth;
      draw();
    });
    draw();
    records();
    document.documentElement.setAttribute('data-drawn', 'yes');
  }
  try {
    start();
  } catch (failure) {
    fail(failure.message);
  }
})();
