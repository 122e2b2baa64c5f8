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

  function inPeriod(report) {
    const from = byId('from').value, until = byId('until').value;
    return report.windows.filter(window =>
      (!from || window.end > from + 'T00:00:00Z') && (!until || window.start.slice(0, 10) <= until));
  }

  // What is chosen in a section outlives the filters.
  const choices = new Map();
  function section(report, index) {
    const chosen = choices.get(report.name) || {};
    choices.set(report.name, chosen);
    const windows = inPeriod(report);
    const root = h('section', {'aria-labelledby': 'r' + index}, h('h2', {id: 'r' + index}, title(report.name)));
    if (!windows.length) {
      root.append(h('p', {class: 'note'}, 'No window of this report lies in the period.'));
      return root;
    }
    const measures = report.measures.filter(name => !NOISE.test(name));
    // Of mails it is the rate that is asked.
    const measure = [chosen.measure, 'open_rate', measures[0]].find(name => measures.includes(name));
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
    const place = report.dimensions.indexOf('country');
    root.append(h('h3', {}, words(measure)[0] + ' over time'), trend(report, windows, measure, known.length ? known : rows, width));
    if (!window.rows.length) {
      root.append(h('p', {class: 'empty'}, 'Too few people: nothing of this window may be shown.'));
    } else {
      const countries = window.rows.filter(row => place >= 0 && level(report, row) === 'country');
      if (data.world && countries.some(row => data.world.countries[row[place]])) {
        root.append(h('h3', {}, words(measure)[0] + ' by country, as a map'), map(report, countries, measure, place));
      }
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

