import { PageHead } from '../ui/page-head.tsx';
import { Empty } from '../ui/states.tsx';
import { recommend } from '../words/recommend.ts';
import { RecommendTabs } from './recommend/parts.tsx';
import { ForAll } from './together/for-all.tsx';
import css from './together/together.module.css';
import { useGroup } from './together/use-group.ts';
import { Who } from './together/who.tsx';

const said = recommend.group;

export function TogetherPage() {
  const group = useGroup();
  return (
    <div className={css.page}>
      <PageHead title={said.title} lead={said.lead} />
      <RecommendTabs />
      <Who {...group} />
      {group.others.length === 0 && <Empty title={said.alone} text={said.aloneMore} />}
      {group.isAsked && <ForAll key={group.others.map(({ id }) => id).join()} others={group.others} />}
    </div>
  );
}
