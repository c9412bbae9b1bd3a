/**
 * What IEC 61869-2 (Tables 201 to 203) and 61869-3 permit, restated from dowei-electric.com/technical/113 and the
 * BS EN 60044 extracts of scribd.com/document/47946103: per cent of rated current, ratio error in per cent, minutes of arc
 * (a dash: none). VTs: from 80 to 120 % of rated voltage.
 */
const rows = (table: string): readonly (readonly string[])[] =>
  table
    .trim()
    .split("\n")
    .map((line) => line.split(/\s+/));

export const ctLimits = rows(`
0.1 5 0.4 15
0.1 20 0.2 8
0.1 100 0.1 5
0.1 120 0.1 5
0.2 5 0.75 30
0.2 20 0.35 15
0.2 100 0.2 10
0.2 120 0.2 10
0.2S 1 0.75 30
0.2S 5 0.35 15
0.2S 20 0.2 10
0.2S 100 0.2 10
0.2S 120 0.2 10
0.5 5 1.5 90
0.5 20 0.75 45
0.5 100 0.5 30
0.5 120 0.5 30
0.5S 1 1.5 90
0.5S 5 0.75 45
0.5S 20 0.5 30
0.5S 100 0.5 30
0.5S 120 0.5 30
1 5 3 180
1 20 1.5 90
1 100 1 60
1 120 1 60
3 50 3 -
3 120 3 -
5 50 5 -
5 120 5 -
`).map(([name, percent, ratioError, minutes]) => ({
  name: name!,
  percent: Number(percent),
  ratioError: Number(ratioError),
  minutes: minutes === "-" ? Number.POSITIVE_INFINITY : Number(minutes),
}));

export const vtLimits = rows(`
0.1 0.1 5
0.2 0.2 10
0.5 0.5 20
1 1 40
3 3 -
`).map(([name, ratioError, minutes]) => ({
  name: name!,
  ratioError: Number(ratioError),
  minutes: minutes === "-" ? Number.POSITIVE_INFINITY : Number(minutes),
}));
