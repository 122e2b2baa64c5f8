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
    overview(data.reports.map((report, i) => [report, i]).filter(([report]) => pick === '' || report.name === pick));
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
    byId('everything').addEventListener('click', () => {
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
    performance.mark('drawn');
  }
  try {
    start();
  } catch (failure) {
    fail(failure.message);
  }
