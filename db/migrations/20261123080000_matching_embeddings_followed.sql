-- Each process reads the vectors in the order in which they were written, batch by batch, and goes on from the last.
create index company_embedding_followed on app.company_embedding (model, embedded_at, company_id);
