// Finland's holy days and the days beside them on which offices are closed, for each year from the first argument to the second:
// one line of JSON a year. New Year's Eve is a short day for banks and nothing to the law on statutory periods.
import Holidays from "date-holidays";

const [first, last] = process.argv.slice(2).map(Number);
const finland = new Holidays("FI");
for (let year = first; year <= last; year += 1) {
  const closed = finland
    .getHolidays(year)
    .filter(({ type, rule }) => (type === "public" || type === "bank") && rule !== "12-31")
    .map(({ date }) => date.slice(0, 10));
  console.log(JSON.stringify({ year, days: [...new Set(closed)].sort() }));
}
