// What one can do after an import: do it for real after a look, or undo it.
import {
  type ImportReport,
  importReport,
  myFavorites,
  myImports,
  myRatings,
  myReviews,
  myWatched,
  myWatchlist,
  undoImport,
} from '@movies/contract';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { outdate } from '../../api/hooks.ts';
import { paths } from '../../routes/paths.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { AskDialog } from '../../ui/dialog.tsx';
import { sentenceOf } from '../../ui/sentence.ts';
import { ProblemNote } from '../../ui/states.tsx';
import { say } from '../../ui/toast-store.ts';
import { imports } from '../../words/import.ts';
import css from '../import.module.css';
import { fileLookedAt, useSending } from './sending.ts';

export function AfterALook({ id }: { id: number }) {
  const sending = useSending();
  const file = fileLookedAt(id);
  return (
    <div className={css.next}>
      <p>{file ? imports.dryResult : `${imports.dryResult} ${imports.forRealAgain}`}</p>
      {sending.problem === undefined ? null : <ProblemNote error={sending.problem} />}
      {file ? (
        <Button look="primary" busy={sending.file !== undefined} onClick={() => sending.send(file, false)}>
          {imports.forReal}
        </Button>
      ) : (
        <ButtonLink look="primary" to={paths.import}>
          {imports.again}
        </ButtonLink>
      )}
    </div>
  );
}

export function Undo({ report: { id } }: { report: ImportReport }) {
  const [isAsking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const undo = async () => {
    setBusy(true);
    try {
      await call(undoImport, { params: { id } });
      say(imports.undone);
    } catch (error) {
      say(sentenceOf(error));
    }
    setBusy(false);
    setAsking(false);
    await outdate(importReport, myImports, myRatings, myReviews, myFavorites, myWatchlist, myWatched);
  };
  return (
    <div className={css.next}>
      <Button icon="undo" onClick={() => setAsking(true)}>
        {imports.undo}
      </Button>
      {isAsking && (
        <AskDialog
          title={imports.undoAsk}
          text={imports.undoMore}
          yes={imports.undo}
          busy={busy}
          onYes={() => void undo()}
          onNo={() => setAsking(false)}
        />
      )}
    </div>
  );
}
