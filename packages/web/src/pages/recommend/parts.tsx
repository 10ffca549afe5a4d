// The pages about recommendations, beside each other.
import { useLocation } from 'wouter';
import { paths } from '../../routes/paths.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { recommend as said } from '../../words/recommend.ts';

export function RecommendTabs() {
  const [path] = useLocation();
  const tabs = [
    { to: paths.recommended, label: said.forMe },
    { to: paths.together(), label: said.together },
    { to: paths.scorecard, label: said.scorecard },
  ];
  return <Tabs label={said.parts} tabs={tabs.map((tab) => ({ ...tab, isCurrent: tab.to === path }))} />;
}
