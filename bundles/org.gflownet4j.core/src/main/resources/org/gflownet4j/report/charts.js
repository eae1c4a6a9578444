// Draws the charts of a report. Texts of the data reach the page only as text nodes, never as markup.
(function () {
  'use strict';

  const data = JSON.parse(document.getElementById('report-data').textContent);
  const MODEL = '#0072b2';
  const PERFECT = '#e69f00';
  const CHANCE = '#6b7684';
  const INK = '#1b2430';
  const QUIET = '#55606e';
  const RULE = '#e1e5ea';
  const THIN_SPACE = '\u202f';
  const SUPERSCRIPTS = {'-': '\u207b', 0: '\u2070', 1: '\u00b9', 2: '\u00b2', 3: '\u00b3', 4: '\u2074', 5: '\u2075',
    6: '\u2076', 7: '\u2077', 8: '\u2078', 9: '\u2079'};
  const ICONS = {line: 'path://M0 5H24V8H0Z', dashes: 'path://M0 5H6V8H0ZM9 5H15V8H9ZM18 5H24V8H18Z', area: 'roundRect',
    dot: 'circle'};
  const charts = [];

  function number(value) {
    if (value === null || !isFinite(value)) {
      return '\u2013';
    }
    const size = Math.abs(value);
    if (size !== 0 && (size < 1e-4 || size >= 1e9)) {
      const parts = value.toExponential(2).split('e');
      const power = '10' + String(Number(parts[1])).replace(/./g, function (sign) { return SUPERSCRIPTS[sign]; });
      return Number(parts[0]) === 1 ? power : minus(Number(parts[0])) + THIN_SPACE + '\u00d7' + THIN_SPACE + power;
    }
    const rounded = Number.isInteger(value) ? value : Number(value.toPrecision(4));
    const digits = String(Math.abs(rounded)).split('.');
    digits[0] = digits[0].replace(/\B(?=(\d{3})+$)/g, THIN_SPACE);
    return (rounded < 0 ? '\u2212' : '') + digits.join('.');
  }

  function minus(value) {
    return (value < 0 ? '\u2212' : '') + Math.abs(value);
  }

  function percent(share) {
    return share === null ? '\u2013' : number(Number((share * 100).toPrecision(3))) + THIN_SPACE + '%';
  }

  function lines(texts) {
    const box = document.createElement('div');
    texts.forEach(function (text) {
      const line = document.createElement('div');
      line.textContent = text;
      box.appendChild(line);
    });
    return box;
  }

  function axis(name, more) {
    return Object.assign({
      type: 'value', name: name, nameLocation: 'middle', nameGap: 30, nameTextStyle: {color: QUIET, fontSize: 13},
      axisLabel: {color: QUIET, fontSize: 12, hideOverlap: true, formatter: number},
      axisLine: {show: true, onZero: false, lineStyle: {color: '#aab3bd'}}, axisTick: {show: false},
      splitLine: {lineStyle: {color: RULE}}, minorSplitLine: {show: false}
    }, more);
  }

  function options(more) {
    return Object.assign({
      animation: false,
      textStyle: {fontFamily: getComputedStyle(document.body).fontFamily, color: INK},
      grid: {left: 28, right: 18, top: 36, bottom: 30, containLabel: true},
      tooltip: {confine: true, textStyle: {color: INK, fontSize: 13}}
    }, more);
  }

  function legend(entries) {
    return {top: 0, left: 0, itemGap: 18, itemWidth: 20, itemHeight: 9, textStyle: {color: INK, fontSize: 13},
      selectedMode: false, data: entries.map(function (entry) { return {name: entry[0], icon: ICONS[entry[1]]}; })};
  }

  function draw(id, option) {
    const place = document.getElementById(id);
    if (!place) {
      return null;
    }
    const chart = echarts.init(place, null, {renderer: 'svg'});
    chart.setOption(option);
    charts.push({chart: chart, place: place});
    return chart;
  }

  // A logarithmic axis as one of decades: ECharts' own loses small powers of ten to rounding. Values that have no
  // logarithm are lifted to the floor.
  function decades(least, most, format) {
    const floor = Math.floor(Math.log10(least * 0.999));
    const top = Math.max(floor + 1, Math.ceil(Math.log10(most * 0.999)));
    return {
      place: function (value) { return Math.max(floor, value > 0 ? Math.log10(value) : floor); },
      axis: {min: floor, max: top, interval: Math.ceil((top - floor) / 7),
        axisLabel: {color: QUIET, fontSize: 12, formatter: function (power) { return format(Math.pow(10, power)); }}}
    };
  }

  // The outline of a histogram.
  function steps(from, to, shares, place) {
    const corners = [];
    shares.forEach(function (share, bin) {
      corners.push([from[bin], place(share || 0)], [to[bin], place(share || 0)]);
    });
    return corners;
  }

  function distribution(d, logarithmic) {
    const shares = d.samples.concat(d.target || [], d.uniform || []).filter(function (share) { return share > 0; });
    const least = shares.length > 0 ? Math.max(1e-6, Math.min.apply(null, shares)) : 0.01;
    const scale = decades(least, Math.max.apply(null, shares.concat(least)), percent);
    const place = logarithmic ? scale.place : function (share) { return share; };
    const series = [];
    function add(name, values, style) {
      if (values) {
        series.push(Object.assign({name: name, type: 'line', symbol: 'none', emphasis: {disabled: true},
          data: steps(d.from, d.to, values, place)}, style));
      }
    }
    add('perfect model', d.target, {lineStyle: {width: 1, color: PERFECT}, itemStyle: {color: PERFECT},
      areaStyle: {color: PERFECT, opacity: 0.35, origin: 'start'}});
    add('blind chance', d.uniform, {lineStyle: {width: 1.5, color: CHANCE, type: [5, 4]}, itemStyle: {color: CHANCE}});
    add('this model', d.samples, {lineStyle: {width: 2, color: MODEL}, itemStyle: {color: MODEL},
      areaStyle: d.target ? undefined : {color: MODEL, opacity: 0.25, origin: 'start'}});
    const entries = [['this model', 'line']].concat(d.target ? [['perfect model', 'area']] : [],
      d.uniform ? [['blind chance', 'dashes']] : []);
    return options({
      legend: entries.length > 1 ? legend(entries) : undefined,
      grid: {left: 28, right: 18, top: entries.length > 1 ? 36 : 14, bottom: 30, containLabel: true},
      xAxis: axis('reward', {min: d.from[0], max: d.to[d.to.length - 1], splitLine: {show: false}}),
      yAxis: axis('share of the draws', logarithmic ? Object.assign({nameGap: 58}, scale.axis)
        : {min: 0, nameGap: 48, axisLabel: {color: QUIET, fontSize: 12, formatter: percent}}),
      tooltip: {
        trigger: 'axis', confine: true, textStyle: {color: INK, fontSize: 13}, axisPointer: {label: {show: false}},
        formatter: function (hits) {
          const reward = hits[0].axisValue;
          let bin = d.to.findIndex(function (end) { return reward < end; });
          bin = bin < 0 ? d.to.length - 1 : bin;
          const texts = ['reward ' + number(d.from[bin]) + ' to ' + number(d.to[bin]),
            'this model: ' + percent(d.samples[bin])];
          if (d.target) {
            texts.push('perfect model: ' + percent(d.target[bin]));
          }
          if (d.uniform) {
            texts.push('blind chance: ' + percent(d.uniform[bin]));
          }
          return lines(texts);
        }
      },
      series: series
    });
  }

  // A comparison shows rare good objects, too; a histogram alone is read as an area.
  function distributionWithSwitch(d) {
    const logarithmic = d.target !== undefined;
    const chart = draw('distribution', distribution(d, logarithmic));
    const label = document.createElement('label');
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.checked = logarithmic;
    box.addEventListener('change', function () { chart.setOption(distribution(d, box.checked), true); });
    label.className = 'switch';
    label.append(box, 'logarithmic scale');
    document.getElementById('distribution').parentElement.appendChild(label);
  }

  function points(d) {
    const dots = [];
    d.logReward.forEach(function (logReward, i) {
      if (logReward !== null && d.logProbability[i] !== null) {
        dots.push([logReward, d.logProbability[i], i]);
      }
    });
    const entries = [['one object', 'dot']];
    const series = [{name: 'one object', type: 'scatter', symbolSize: 6, data: dots,
      itemStyle: {color: MODEL, opacity: 0.35}, emphasis: {itemStyle: {opacity: 1}}}];
    if (d.logPartition !== undefined && dots.length > 0) {
      const x = dots.map(function (dot) { return dot[0]; });
      const ends = [Math.min.apply(null, x), Math.max.apply(null, x)];
      entries.push(['perfect model', 'line']);
      series.push({name: 'perfect model', type: 'line', symbol: 'none', silent: true, z: 3,
        lineStyle: {width: 2, color: '#b36b00'}, itemStyle: {color: '#b36b00'},
        data: ends.map(function (end) { return [end, end - d.logPartition]; })});
    }
    draw('points', options({
      legend: legend(entries),
      xAxis: axis('log reward', {scale: true}),
      yAxis: axis('log-probability', {scale: true, nameGap: 44}),
      tooltip: {
        confine: true, textStyle: {color: INK, fontSize: 13},
        formatter: function (hit) {
          const i = hit.data[2];
          const texts = ['log reward ' + number(hit.data[0]), 'log-probability ' + number(hit.data[1])];
          if (d.objects) {
            texts.unshift(d.objectName + ' ' + d.objects[i]);
          }
          return lines(texts);
        }
      },
      series: series
    }));
  }

  function curve(id, name, steps, values, yAxis, mark, place) {
    const series = {name: name, type: 'line', symbol: steps.length < 20 ? 'circle' : 'none',
      lineStyle: {width: 1.8, color: MODEL}, itemStyle: {color: MODEL}, emphasis: {disabled: true},
      data: steps.map(function (step, i) {
        return [step, values[i] === null || !place ? values[i] : place(values[i]), values[i]];
      })};
    if (mark !== undefined) {
      series.markLine = {symbol: 'none', silent: true, data: [{yAxis: mark}],
        lineStyle: {color: '#b36b00', width: 1.8, type: [6, 4]},
        label: {position: 'insideEndTop', color: INK, fontSize: 12, formatter: 'exact ' + number(mark)}};
    }
    draw(id, options({
      grid: {left: 8, right: 18, top: 14, bottom: 28, containLabel: true},
      xAxis: axis('training step', {min: 0, max: 'dataMax', splitLine: {show: false}, splitNumber: 4, nameGap: 26}),
      yAxis: axis('', yAxis),
      tooltip: {
        trigger: 'axis', confine: true, textStyle: {color: INK, fontSize: 13},
        formatter: function (hits) {
          return lines(['step ' + number(hits[0].data[0]), name + ' ' + number(hits[0].data[2])]);
        }
      },
      series: [series]
    }));
  }

  function training(d) {
    if (d.loss) {
      const positive = d.loss.filter(function (loss) { return loss > 0; });
      const scale = positive.length > 0
        ? decades(Math.min.apply(null, positive), Math.max.apply(null, positive), number) : {axis: {}};
      curve('loss', 'loss', d.step, d.loss, scale.axis, undefined, scale.place);
    }
    if (d.logPartition) {
      const all = d.logPartition.concat(d.exactLogPartition === undefined ? [] : [d.exactLogPartition])
        .filter(function (value) { return value !== null; });
      const low = Math.min.apply(null, all);
      const high = Math.max.apply(null, all);
      const room = (high - low || 1) * 0.12;
      curve('log-partition', 'log Z', d.step, d.logPartition,
        {scale: true, min: Math.floor(low - room), max: Math.ceil(high + room)}, d.exactLogPartition);
    }
    if (d.meanReward) {
      curve('mean-reward', 'mean reward', d.step, d.meanReward, {min: 0});
    }
  }

  if (data.distribution) {
    distributionWithSwitch(data.distribution);
  }
  if (data.points) {
    points(data.points);
  }
  if (data.training) {
    training(data.training);
  }

  const observer = new ResizeObserver(function (entries) {
    if (matchMedia('print').matches) {
      return;
    }
    entries.forEach(function (entry) {
      charts.find(function (one) { return one.place === entry.target; }).chart.resize();
    });
  });
  charts.forEach(function (one) { observer.observe(one.place); });

  // On paper the drawings scale with the column instead of being drawn anew.
  addEventListener('beforeprint', function () {
    charts.forEach(function (one) {
      const svg = one.place.querySelector('svg');
      svg.setAttribute('viewBox', '0 0 ' + svg.getAttribute('width') + ' ' + svg.getAttribute('height'));
    });
  });
}());
