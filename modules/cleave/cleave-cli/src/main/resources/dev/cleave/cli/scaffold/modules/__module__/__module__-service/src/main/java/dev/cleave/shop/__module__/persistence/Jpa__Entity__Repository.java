package dev.cleave.shop.__module__.persistence;

import dev.cleave.shop.__module__.New__Entity__;
import dev.cleave.shop.__module__.__Entity__;
import dev.cleave.shop.__module__.__Entity__Id;
import dev.cleave.shop.__module__.domain.__Entity__Repository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;

/** The repository in the database. */
@ApplicationScoped
public class Jpa__Entity__Repository implements __Entity__Repository {
  @PersistenceContext(unitName = "__module__")
  EntityManager em;

  @Override
  public List<__Entity__> page(int offset, int limit) {
    return em
        .createQuery("select r from __Entity__Row r order by r.id", __Entity__Row.class)
        .setFirstResult(offset)
        .setMaxResults(limit)
        .getResultList()
        .stream()
        .map(__Entity__Row::toContract)
        .toList();
  }

  @Override
  public Optional<__Entity__> find(__Entity__Id id) {
    __Entity__Row row = em.find(__Entity__Row.class, id.value());
    return Optional.ofNullable(row).map(__Entity__Row::toContract);
  }

  @Override
  public __Entity__ add(New__Entity__ added) {
    __Entity__Row row = new __Entity__Row(added);
    em.persist(row);
    return row.toContract();
  }
}
