import { barChart } from "./BarChart";
import { columnRace } from "./ColumnRace";
import { donut } from "./Donut";
import { lineChart } from "./LineChart";

export const charts = { BarChart: barChart, LineChart: lineChart, Donut: donut, ColumnRace: columnRace };
