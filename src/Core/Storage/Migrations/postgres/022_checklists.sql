-- The list a duty has to be ticked off by, pinned with the occurrence; and the words in which a duty on demand was called for.

ALTER TABLE occurrence ADD COLUMN items text;
ALTER TABLE occurrence ADD COLUMN said text;
