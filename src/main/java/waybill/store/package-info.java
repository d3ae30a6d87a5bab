/** The encrypted database: connection, migrations, sealed columns, repositories. The only user of SQL, H2 and jasypt. */
package waybill.store;
