import { useFormatter, useTranslations } from 'use-intl';
import { Area, AreaChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { useUnits } from '../format/use-units';
import { type ChartedTraffic, filledPoints, ticksOf } from './traffic-points';

/** Traffic over time, in both directions. */
export default function TrafficChart({ stats }: { readonly stats: ChartedTraffic }) {
  const t = useTranslations('traffic');
  const format = useFormatter();
  const { bytes } = useUnits();
  const points = filledPoints(stats);
  const day = (at: number) => format.dateTime(new Date(at), { day: 'numeric', month: 'short' });
  const hour = (at: number) => format.dateTime(new Date(at), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const isShort = stats.resolution === 'HOUR' && points.length <= 50;
  const tick = { fill: 'var(--vx-ink-muted)', fontSize: 12 };
  const highest = Math.max(...points.map(({ up, down }) => up + down), 0);
  return (
    <ResponsiveContainer width="100%" height="100%">
      <AreaChart data={points} margin={{ top: 8, right: 8, bottom: 0, left: 0 }} accessibilityLayer>
        <CartesianGrid vertical={false} stroke="var(--vx-line)" />
        <XAxis
          dataKey="at"
          type="number"
          scale="time"
          domain={['dataMin', 'dataMax']}
          tickFormatter={isShort ? hour : day}
          tick={tick}
          tickLine={false}
          axisLine={false}
          minTickGap={40}
        />
        <YAxis
          width={72}
          ticks={ticksOf(highest)}
          domain={[0, ticksOf(highest).at(-1) ?? 'auto']}
          tickFormatter={(value: number) => bytes(String(Math.round(value)))}
          tick={tick}
          tickLine={false}
          axisLine={false}
        />
        <Tooltip
          isAnimationActive={false}
          content={({ active, payload }) => {
            const point = payload[0]?.payload as (typeof points)[number] | undefined;
            if (!active || !point) return null;
            return (
              <div className="rounded-control border border-line bg-surface px-3 py-2 text-xs shadow-float">
                <p className="mb-1 font-semibold">
                  {stats.resolution === 'DAY' ? day(point.at) : `${day(point.at)}, ${hour(point.at)}`}
                </p>
                <p>{`${t('down')}: ${bytes(String(point.down))}`}</p>
                <p>{`${t('up')}: ${bytes(String(point.up))}`}</p>
              </div>
            );
          }}
        />
        <Area
          dataKey="down"
          stackId="traffic"
          isAnimationActive={false}
          stroke="var(--vx-series-1)"
          fill="var(--vx-series-1)"
          fillOpacity={0.25}
          strokeWidth={2}
        />
        <Area
          dataKey="up"
          stackId="traffic"
          isAnimationActive={false}
          stroke="var(--vx-series-2)"
          fill="var(--vx-series-2)"
          fillOpacity={0.25}
          strokeWidth={2}
        />
      </AreaChart>
    </ResponsiveContainer>
  );
}
